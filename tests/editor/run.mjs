// The schemas in Taplo's language server (the one of “Even Better TOML”): completion, explanation, unknown keys, wrong values.
// Usage: node tests/editor/run.mjs PROGRAM
//
//  1. PROGRAM writes the schema of each kind into a folder, beside a file of that kind with two mistakes.
//  2. The language server opens the file as an editor would, and is asked what an editor asks.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import taplo from "@taplo/lsp";

const program = path.resolve(process.argv[2]);
const folder = mkdtempSync(path.join(tmpdir(), "wayfare-editor-"));

// `unknown` is a slip of the first key; `wrong` has a value of another type; completion and hover are asked where they are told.
const kinds = [
  {
    kind: "site",
    text: 'title = "Maps"\ntitel = "x"\nslides = "yes"\n\n',
    hover: [1, 2, "title"],
    unknown: "titel",
    wrong: '"yes" is not of type "boolean"',
    completed: { at: 4, labels: ["base_url", "language", "brand.accent"] },
  },
  {
    kind: "persona",
    text: 'name = "Ann"\nnam = "x"\ndraft = 7\n\n',
    hover: [1, 2, "name"],
    unknown: "nam",
    wrong: "7 is not",
    completed: { at: 4, labels: ["goals", "quote", "short_name"] },
  },
  {
    kind: "journey",
    text: 'title = "A way"\nsumary = "x"\npersonas = 7\n\n[[stages]]\nname = "First"\n\n',
    hover: [1, 2, "title"],
    unknown: "sumary",
    wrong: "7 is not",
    completed: { at: 4, labels: ["purpose", "scenario", "metrics"] },
  },
];

const heard = [];
const waiting = new Map();
const configuration = { schema: { enabled: true, catalogs: [] } };
const server = await taplo.TaploLsp.initialize(
  {
    now: () => new Date(),
    envVar: () => "",
    envVars: () => [],
    stdErrAtty: () => false,
    stdin: async () => new Uint8Array(),
    stdout: async (bytes) => bytes.length,
    stderr: async (bytes) => bytes.length,
    glob: () => [],
    readFile: (file) => readFile(file),
    writeFile: async () => {},
    urlToFilePath: (url) => (url.startsWith("file://") ? fileURLToPath(url) : url),
    isAbsolute: (file) => path.isAbsolute(file),
    cwd: () => folder,
    findConfigFile: (from) => ["taplo.toml", ".taplo.toml"].map((name) => path.join(from, name)).find(existsSync),
    fetch: {
      fetch: () => Promise.reject(new Error("schemas lie beside the files")),
      Headers: globalThis.Headers,
      Request: globalThis.Request,
      Response: globalThis.Response,
    },
  },
  {
    onMessage(message) {
      if (message.method === undefined) {
        waiting.get(message.id)?.(message);
      } else if (message.id === undefined) {
        heard.push(message);
      } else {
        const result = message.method === "workspace/configuration" ? message.params.items.map(() => configuration) : null;
        server.send({ jsonrpc: "2.0", id: message.id, result });
      }
    },
  },
);
let questions = 0;
const ask = async (method, params) => {
  const id = ++questions;
  const answer = new Promise((resolve) => waiting.set(id, resolve));
  server.send({ jsonrpc: "2.0", id, method, params });
  const { result, error } = await answer;
  assert.equal(error, undefined, `${method}: ${JSON.stringify(error)}`);
  return result;
};
const tell = (method, params) => server.send({ jsonrpc: "2.0", method, params });

const rootUri = pathToFileURL(folder).href;
const textDocument = {
  completion: { completionItem: { documentationFormat: ["markdown"] } },
  hover: { contentFormat: ["markdown"] },
  publishDiagnostics: {},
};
await ask("initialize", {
  processId: null,
  rootUri,
  workspaceFolders: [{ uri: rootUri, name: "site" }],
  initializationOptions: { configurationSection: "evenBetterToml" },
  capabilities: { textDocument },
});
tell("initialized", {});

const mistakesIn = async (uri, expected) => {
  const until = Date.now() + 30_000;
  for (;;) {
    const told = heard.filter((message) => message.params?.uri === uri).flatMap((message) => message.params.diagnostics);
    const missing = expected.filter((words) => !told.some((mistake) => mistake.message.includes(words)));
    if (missing.length === 0) return;
    assert.ok(Date.now() < until, `not told in ${uri}: ${missing} among ${JSON.stringify(told)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

for (const { kind, text, hover, unknown, wrong, completed } of kinds) {
  const schema = execFileSync(program, ["schema", kind], { encoding: "utf8" });
  writeFileSync(path.join(folder, `${kind}.schema.json`), schema);
  const file = path.join(folder, `${kind}.toml`);
  const whole = `#:schema ./${kind}.schema.json\n${text}`;
  writeFileSync(file, whole);
  const uri = pathToFileURL(file).href;
  tell("textDocument/didOpen", { textDocument: { uri, languageId: "toml", version: 1, text: whole } });
  await mistakesIn(uri, [`'${unknown}' was unexpected`, wrong]);
  const at = (line, character) => ({ textDocument: { uri }, position: { line, character } });
  const [line, character, key] = hover;
  const explained = (await ask("textDocument/hover", at(line, character)))?.contents?.value ?? "";
  assert.equal(explained, JSON.parse(schema).properties[key].description, `${kind}: what ${key} means`);
  const offered = (await ask("textDocument/completion", at(completed.at, 0))) ?? [];
  const labels = (Array.isArray(offered) ? offered : offered.items).map((item) => item.label);
  for (const label of completed.labels) assert.ok(labels.includes(label), `${kind}: ${label} among ${labels}`);
  console.log(`${kind}: ${labels.length} keys offered, explained, unknown and wrong ones told`);
}
rmSync(folder, { recursive: true });
process.exit();
