// What has not reached the server yet, noted where every page of the site can see it without asking the store: pages then fetch the
// script that sends it (open-lab.js), and signing out asks first.

const NAME = "school-lab-waiting";

function noted() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) || { things: [] };
  } catch {
    return { things: [] };
  }
}

function note(what) {
  try {
    if (what.things.length) localStorage.setItem(NAME, JSON.stringify(what));
    else localStorage.removeItem(NAME);
  } catch {
    /* the lesson's own page still sends it */
  }
}

let module = ""; // the script that sends what waits

export function sentBy(address) {
  module = address;
}

// `warning` is what is asked before signing out, in the reader's language.
export function waits(thing, warning) {
  const { things } = noted();
  note({ module, warning, things: [...new Set([...things, thing])] });
}

export function arrived(thing) {
  const before = noted();
  if (before.things.includes(thing)) note({ ...before, things: before.things.filter((other) => other !== thing) });
}
