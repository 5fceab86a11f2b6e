/* Runs first in the laboratory's page: sets language and theme from the address, asks the kernel to load what the
   notebook imports, lets the bridge hear the kernel's worker, and starts JupyterLab.

   ?lang=fr_FR&theme=dark&packages=pandas,matplotlib&kernel=r — anything else in them is ignored. */
(() => {
  "use strict";
  const KERNELS_WORKER = /\/comlink\.worker\.[0-9a-f]+\.js$/; // JupyterLite's own script for a kernel in Python
  const script = document.currentScript;
  const holder = document.getElementById("jupyter-config-data");
  const config = JSON.parse(holder.textContent);
  const asked = new URLSearchParams(location.search);
  const overrides = config.settingsOverrides;

  const language = asked.get("lang") || "";
  if (config.schoolLanguages.includes(language)) {
    overrides["@jupyterlab/translation-extension:plugin"] = { locale: language };
    document.documentElement.lang = language.replace("_", "-");
  }
  if (asked.get("theme") === "dark") {
    overrides["@jupyterlab/apputils-extension:themes"] = { theme: "JupyterLab Dark" };
    document.documentElement.style.colorScheme = "dark";
    document.documentElement.style.background = "#111";
  }
  const kernel = config.litePluginSettings["@jupyterlite/pyodide-kernel-extension:kernel"];
  const packages = (asked.get("packages") || "").split(",").filter((name) => config.schoolPackages.includes(name));
  kernel.loadPyodideOptions.packages.push(...packages);
  // Nothing of R is fetched for a notebook in Python.
  if (asked.get("kernel") !== "r") {
    config.federated_extensions = config.federated_extensions.filter(({ name }) => name !== config.schoolR.extension);
  }
  // The settings that live in memory only have their defaults from `settingsOverrides`; JupyterLab reads this element.
  holder.textContent = JSON.stringify(config);

  // JupyterLab would make a program out of the description of each plugin's settings, to check what nobody can change here: more
  // than half a second at each start. What is not set is filled in, as its own checker does; that one is there for the rest.
  window.schoolSettings = (makeChecker) => {
    let checker = null;
    const fill = (data, described, definitions) => {
      const { items, properties } = definitions[described?.$ref?.split("/").pop()] || described || {};
      if (Array.isArray(data)) data.forEach((item) => fill(item, items, definitions));
      else if (data && typeof data === "object") {
        for (const [name, part] of Object.entries(properties || {})) {
          if (data[name] === undefined && part.default !== undefined) data[name] = structuredClone(part.default);
          fill(data[name], part, definitions);
        }
      }
    };
    return {
      validateData(plugin, populate = true) {
        try {
          const user = JSON.parse(plugin.raw);
          const composite = structuredClone(user);
          fill(composite, plugin.schema, plugin.schema.definitions || {});
          if (populate) plugin.data = { composite, user };
          return null;
        } catch {
          checker ||= makeChecker(); // it reads comments too
          return checker.validateData(plugin, populate);
        }
      },
    };
  };

  // The worker is ours and looks after itself: JupyterLite would unregister it when it does not know this version of it.
  try {
    const worker = new URL("/service-worker.js?enableCache=false", location.href).href;
    localStorage.setItem(`${worker}-version`, config.appVersion);
  } catch {
    /* no storage here: no worker either */
  }

  // The kernel reports how much of Python it has loaded (python.mjs) on its worker's own channel; check() in R asks there too.
  window.schoolKernelReports = new EventTarget();
  let early = null;
  const NativeWorker = window.Worker;
  window.Worker = class extends NativeWorker {
    constructor(source, options) {
      if (early && KERNELS_WORKER.test(source)) {
        const begun = early;
        early = null;
        begun.postMessage({ schoolKernel: String(source) });
        return begun;
      }
      super(source, options);
      this.addEventListener("message", ({ data }) => {
        if (data && data.schoolLab) {
          window.schoolKernelReports.dispatchEvent(new CustomEvent("report", { detail: data }));
        } else if (data && data.schoolCheck) {
          window.schoolKernelReports.dispatchEvent(new CustomEvent("check", { detail: data.schoolCheck }));
        }
      });
    }
  };

  // Python starts beside JupyterLab; the first kernel takes it over.
  if (asked.get("kernel") !== "r") {
    const name = `school-python ${kernel.loadPyodideOptions.packages.join(",")}`;
    early = new window.Worker(kernel.pyodideUrl, { type: "module", name });
  }

  // Both are loaded at once and run in this order: the shell's modules first, then the runtime that finds them there.
  for (const source of [script.dataset.shell, script.dataset.bundle]) {
    const part = document.createElement("script");
    part.src = source;
    part.async = false;
    part.main = "index";
    document.head.append(part);
  }
})();
