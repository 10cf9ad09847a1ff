/** Builds widget.js from chat/: `npm run build`. Its first line has the SHA-256 of the sources. */

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/** The digest of every source's path and content; tests/unit/widget/ reckons it the same way. */
function digest() {
  const hash = createHash("sha256");
  const paths = readdirSync(join(here, "chat"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(here, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
  for (const path of [...paths, "build.mjs", "package-lock.json"]) {
    const content = readFileSync(join(here, path));
    hash.update(`${path}\n${content.length}\n`);
    hash.update(content);
  }
  return hash.digest("hex");
}

/** Style sheets as texts without their white space. */
const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = readFileSync(path, "utf8");
      const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: "es2023" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

await esbuild.build({
  entryPoints: [join(here, "chat", "index.js")],
  outfile: join(here, "widget.js"),
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2023",
  charset: "utf8",
  legalComments: "none",
  plugins: [styles],
  banner: { js: `/* Dateline chat widget, Apache-2.0. Built from sources ${digest()} by make widget. */` },
});
