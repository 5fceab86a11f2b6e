// What stands before a memory in a file, written and read again.
import { deepStrictEqual as same, strictEqual as is, throws } from "node:assert/strict";
import { Engine, headOf, keptIn } from "../../notebooks/browser/started.mjs";

// A zip without compression, as the build makes them.
function zipOf(files, method = 0) {
  const text = new TextEncoder();
  const [places, entries] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const [named, bytes] = [text.encode(name), text.encode(content)];
    const place = new Uint8Array(30 + named.length + bytes.length);
    new DataView(place.buffer).setUint16(26, named.length, true);
    place.set(named, 30);
    place.set(bytes, 30 + named.length);
    const entry = new Uint8Array(46 + named.length);
    const view = new DataView(entry.buffer);
    view.setUint16(10, method, true);
    view.setUint32(20, bytes.length, true);
    view.setUint16(28, named.length, true);
    view.setUint32(42, at, true);
    entry.set(named, 46);
    places.push(place);
    entries.push(entry);
    at += place.length;
  }
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(16, at, true);
  return new Uint8Array([...places, ...entries, end].flatMap((part) => [...part]));
}

function engineWith(files) {
  const made = new Map();
  const engine = new Engine({
    packages: { pandas: { depends: ["numpy"], file_name: "pandas.zip" }, numpy: { depends: [], file_name: "numpy.zip" } },
  });
  engine.files = new Map(Object.entries(files));
  engine.module = {
    FS: {
      mkdirTree: () => {},
      lookupPath: (path) => ({ node: path }),
      filesystems: {
        MEMFS: {
          createNode: (folder, name) => {
            const node = {};
            made.set(`${folder}/${name}`, node);
            return node;
          },
        },
      },
    },
  };
  return { engine, made };
}

Deno.test("what is said about a memory comes back, and what follows it can be read on", () => {
  const file = new Uint8Array([...headOf({ browser: "Firefox é", size: 3 }), 7, 8, 9]);
  let at = 0;
  const found = keptIn((bytes) => {
    bytes.set(file.subarray(at, at + bytes.length));
    at += bytes.length;
  });
  same([found.browser, found.size], ["Firefox é", 3]);
  const memory = new Uint8Array(3);
  found.fill(memory);
  same([...memory], [7, 8, 9]);
});

Deno.test("a package is laid out once, after what it needs", () => {
  const { engine, made } = engineWith({
    "numpy.zip": zipOf({ "numpy/core.so": "n" }),
    "pandas.zip": zipOf({ "pandas/__init__.py": "import numpy", "pandas/lib.so": "p" }),
  });
  engine.need("pandas");
  engine.need("numpy");
  const site = "/lib/python3.14/site-packages";
  same([...made.keys()], [`${site}/numpy/core.so`, `${site}/pandas/__init__.py`, `${site}/pandas/lib.so`]);
  same(engine.extensions, [`${site}/numpy/core.so`, `${site}/pandas/lib.so`]);
  is(new TextDecoder().decode(made.get(`${site}/pandas/__init__.py`).contents), "import numpy");
});

Deno.test("a compressed package is refused", () => {
  const { engine } = engineWith({ "numpy.zip": zipOf({ "numpy/a.py": "x" }, 8) });
  throws(() => engine.need("numpy"), /numpy\/a\.py is compressed/);
});

Deno.test("a memory of another Python is refused", () => {
  const { engine } = engineWith({});
  engine.kept = { place: "10 20" };
  engine.place = "10 24";
  throws(() => engine.restore(), /This memory is of another Python: 10 20, here 10 24/);
});
