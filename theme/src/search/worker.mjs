// The engine at the other end of page/bridge.mjs: {id, name, args} in, {id, step}, {id, done} or {id, error} out.

/** Answer the messages of `port` with the functions of `engine`. */
export function serve(port, engine) {
  const running = new Map();

  async function run({ id, name, args }) {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const onStep = (step) => port.postMessage({ id, step });
      const done = await engine[name](...args, { signal: controller.signal, onStep });
      port.postMessage({ id, done: done === undefined ? null : done });
    } catch (error) {
      port.postMessage({ id, error: error.name === "AbortError" ? "AbortError" : String(error.message) });
    }
    running.delete(id);
  }

  port.onmessage = ({ data }) => {
    if (!data.stop) run(data);
    else if (running.has(data.id)) running.get(data.id).abort();
  };
  port.postMessage({ ready: true });
}
