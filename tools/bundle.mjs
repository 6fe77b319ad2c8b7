// Joins theme/src/*.mjs into the classic scripts theme/assets/*.js that pages load (file:// blocks ES modules).
//   node tools/bundle.mjs           writes them
//   node tools/bundle.mjs --check   compares them with what is committed, writes nothing; exit 1 if they differ
// esbuild is pinned in package.json: the same sources give the same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Bundle name, source, largest size in bytes: old phones on slow lines load these. */
const BUNDLES = [
  ["portal.js", "portal.mjs", 8 * 1024],
  ["search.js", "search-page.mjs", 20 * 1024],
  ["search-engine.js", "search-engine.mjs", 48 * 1024],
  ["filter.js", "filter.mjs", 12 * 1024],
  ["office.js", "office.mjs", 6 * 1024],
];

function bundler() {
  const esbuild = createRequire(import.meta.url)("esbuild");
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (esbuild.version !== devDependencies.esbuild) {
    throw new Error(`esbuild ${esbuild.version} is installed, package.json asks for ${devDependencies.esbuild}: npm ci`);
  }
  return esbuild;
}

function build(esbuild, source) {
  const result = esbuild.buildSync({
    absWorkingDir: root,
    entryPoints: [`theme/src/${source}`],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2017",
    charset: "utf8",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    banner: { js: `/* gongkai (公开), see LICENSE. Made from theme/src/${source} by tools/bundle.mjs: change the source. */` },
  });
  return Buffer.from(result.outputFiles[0].contents);
}

function main(check) {
  const esbuild = bundler();
  let failed = false;
  for (const [name, source, limit] of BUNDLES) {
    const file = join(root, "theme/assets", name);
    const made = build(esbuild, source);
    const said = `theme/assets/${name}: ${made.length} bytes of ${limit}`;
    if (made.length > limit) {
      console.error(`${said}: too large`);
      failed = true;
    } else if (check && !made.equals(readFileSync(file))) {
      console.error(`${said}: differs from its source, run node tools/bundle.mjs`);
      failed = true;
    } else {
      if (!check) writeFileSync(file, made);
      console.log(said);
    }
  }
  process.exitCode = failed ? 1 : 0;
}

main(process.argv.includes("--check"));
