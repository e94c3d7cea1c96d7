// Samplan: everything works without this file. It saves a page load, a lost text or a long scroll.

// Errors: move focus to the summary.
document.querySelector("[data-focus]")?.focus();

// Row groups: add a row without a page load.
for (const group of document.querySelectorAll("[data-rows]")) {
  const total = group.querySelector(`[name="${group.dataset.rows}-TOTAL_FORMS"]`);
  const template = group.querySelector("template[data-empty-row]");
  group.querySelector("[data-add-row]").addEventListener("click", (event) => {
    event.preventDefault();
    const number = Number(total.value);
    const html = template.innerHTML.replaceAll("__prefix__", String(number));
    event.target.closest("p").insertAdjacentHTML("beforebegin", html);
    total.value = String(number + 1);
    const row = [...group.querySelectorAll("[data-row]")].at(-1);
    row.querySelector("legend").append(` ${number + 1}`);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

// Suggestions are fetched when somebody comes to a field that has them: 600 names are a lot for every page.
for (const list of document.querySelectorAll("datalist[data-names]")) {
  document.addEventListener("focusin", async (event) => {
    if (event.target.getAttribute("list") !== list.id || list.dataset.asked) return;
    list.dataset.asked = "1";
    const answer = await fetch(list.dataset.names, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    for (const name of (await answer.json()).names) list.append(new Option("", name));
  });
}

// Long lists of choices: a box that hides what does not match. Chosen ones always stay.
for (const list of document.querySelectorAll("[data-filter]")) {
  const choices = [...list.querySelectorAll(".choice")];
  if (choices.length < 9) continue;
  const label = document.createElement("label");
  label.className = "small";
  label.textContent = list.dataset.filter;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "input filterbox";
  box.autocomplete = "off";
  box.id = `${list.id}_filter`;
  label.htmlFor = box.id;
  const said = document.createElement("p");
  said.className = "sr";
  said.setAttribute("role", "status");
  list.before(label, box, said);
  box.addEventListener("input", () => {
    const words = box.value.toLocaleLowerCase("sv").trim();
    let shown = 0;
    for (const choice of choices) {
      const keep = choice.querySelector("input").checked || choice.textContent.toLocaleLowerCase("sv").includes(words);
      choice.hidden = !keep;
      shown += keep;
    }
    for (const name of list.querySelectorAll(".grp-name")) name.hidden = Boolean(words);
    said.textContent = words ? `${shown} val visas` : "";
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}

// Unsaved changes: warn only when something has been typed and not sent.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let dirty = Boolean(document.querySelector(".summary-box"));
  form.addEventListener("input", (event) => { if (event.target.type !== "search") dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

// The organisation switcher closes with Escape and when focus leaves it.
for (const menu of document.querySelectorAll(".orgswitch")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
}

// The table of shares works like a spreadsheet: Enter and the arrows go up and down, a block copied from Excel spreads
// over the cells, and the sums follow.
for (const table of document.querySelectorAll("table[data-shares]")) {
  const form = table.closest("form");
  const lines = () => [...form.querySelectorAll("table[data-shares] tbody tr")].map((row) => [...row.querySelectorAll("input.share")]);
  const place = (cell) => {
    const all = lines();
    const line = all.findIndex((cells) => cells.includes(cell));
    return { all, line, column: all[line].indexOf(cell) };
  };
  table.addEventListener("keydown", (event) => {
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("input.share")) return;
    event.preventDefault();
    const { all, line, column } = place(event.target);
    const next = all[line + step]?.[column];
    if (next) { next.focus(); next.select(); }
    else if (event.key === "Enter" && step > 0) form.querySelector(".savebar button").focus();
  });
  table.addEventListener("paste", (event) => {
    const block = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!event.target.matches("input.share") || !/[\t\n]/.test(block)) return;
    event.preventDefault();
    const { all, line, column } = place(event.target);
    block.split("\n").forEach((text, down) => text.split("\t").forEach((value, right) => {
      const cell = all[line + down]?.[column + right];
      if (!cell) return;
      cell.value = value.trim();
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }));
  });
  form.querySelector("[name=own_channel]").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); form.querySelector("[name=add_channel]").click(); }
  });
  // Tenths of a per cent, so that 0,1 + 0,2 is 0,3; null for what is no share.
  const tenths = (text) => {
    const number = text.replace(/[\s%]/g, "").replace(",", ".");
    return /^\+?\d+(\.\d)?0*$/.test(number) && Number(number) <= 100 ? Math.round(Number(number) * 10) : null;
  };
  const written = (sum) => String(sum / 10).replace(".", ",");
  table.addEventListener("input", (event) => {
    const row = event.target.closest("tr");
    for (const sum of row.querySelectorAll("[data-time]")) {
      const given = [...row.querySelectorAll(`input.share[name$="-${sum.dataset.time}"]`)].map((cell) => tenths(cell.value)).filter((share) => share !== null);
      const total = given.reduce((one, other) => one + other, 0);
      const lack = given.length && total !== 1000;
      sum.querySelector("[data-total]").textContent = given.length ? `${written(total)} av 100\u00a0%` : "–";
      sum.querySelector("[data-lack]").textContent = lack ? `${written(Math.abs(1000 - total))} ${total < 1000 ? "saknas" : "för mycket"}` : "";
      sum.querySelector(".lack").hidden = !lack;
    }
  });
}
for (const form of document.querySelectorAll("form[data-unsaved]")) form.dispatchEvent(new Event("input"));

// A form where one choice decides what more is asked for: the rest is hidden, and keeps what is typed in it.
for (const form of document.querySelectorAll("form[data-choice]")) {
  const show = () => {
    const chosen = form.querySelector(`[name="${form.dataset.choice}"]:checked`)?.value;
    for (const part of form.querySelectorAll("[data-shown-by]")) {
      part.hidden = part.dataset.shownBy !== chosen && !part.querySelector(".bad-field, .theirs");
    }
  };
  form.addEventListener("change", show);
  show();
}

// A field to copy from: the button copies it; where the browser forbids that the text is marked, ready for Ctrl+C.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.getElementById(`${button.dataset.copy}-sagt`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = "Texten är markerad. Kopiera den med Ctrl+C.";
    }
  });
}
