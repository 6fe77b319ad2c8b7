// The print button, and the day of printing at the foot of the paper.

const today = () => {
  const now = new Date();
  return `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
};

export function startPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  }
  window.addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-printed]")) place.textContent = today();
  });
}
