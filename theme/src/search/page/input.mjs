// What is typed, pasted, spoken or composed into a search box, as one call per pause.

const PAUSE = 150;

/** `input` alone decides (Android keyboards send no keys); while a syllable is being composed nothing is asked. */
export function watch(input, changed, pause = PAUSE) {
  let composing = false;
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => changed(input.value), pause);
  };
  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  // Some input methods end a composition without saying so; a change outside one says it for them.
  input.addEventListener("input", (event) => {
    if (composing && event.isComposing === false) composing = false;
    if (!composing) later();
  });
  return () => clearTimeout(timer);
}
