// Data files come as scripts `gongkaiData(name, payload)`: a page opened from file:// may load scripts and nothing else.
// The registry is shared by all bundles of a page; the one that runs first makes it.

const registry = (scope) => {
  if (!scope.gongkaiData) {
    const store = Object.create(null);
    scope.gongkaiData = (name, payload) => {
      store[name] = payload;
    };
    scope.gongkaiData.store = store;
  }
  return scope.gongkaiData.store;
};

const TIMEOUT = 20000;

/** A loader for data files below `root` (address with closing slash): load(name, version) -> Promise of the payload. */
export function dataLoader(root, scope = window, document = scope.document) {
  const store = registry(scope);
  return (name, version = "") =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const finish = () => {
        clearTimeout(timer);
        script.remove();
        if (!(name in store)) {
          reject(new Error(name));
          return;
        }
        // Who asked keeps it; a damaged one must be fetched again, not found here.
        const payload = store[name];
        delete store[name];
        resolve(payload);
      };
      const timer = setTimeout(finish, TIMEOUT);
      script.onload = script.onerror = finish;
      // A copy in the browser's cache must not answer for a newer build; from file:// there is no cache.
      const query = version && /^http/.test(root) ? `?v=${version}` : "";
      script.src = `${root}data/${name}.js${query}`;
      document.head.appendChild(script);
    });
}
