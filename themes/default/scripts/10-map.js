// The map: lanes and personas that stay hidden, and moving between cells by keys.
const boxes = $$('.lane-boxes input');
if (boxes.length) {
  const hidden = memory.get('lanes') ?? [];
  for (const box of boxes) {
    if (hidden.includes(box.id)) box.checked = false;
    box.addEventListener('change', () => {
      const others = (memory.get('lanes') ?? []).filter((id) => id !== box.id);
      memory.set('lanes', box.checked ? others : [...others, box.id]);
    });
  }
}

const keyPersonas = $$('.curve-key-persona');
if ($('.map') && keyPersonas.length > 1) {
  const key = 'personas:' + location.pathname;
  const looks = keyPersonas.map((item) => [/persona-text-(\d)/.exec(item.className)?.[1], item.textContent.trim()]);
  let hidden = memory.get(key) ?? [];
  const show = () => {
    for (const item of $$('.map td li, .lane-feelings td > p, .step-voices > div, .lane-block > div > div, .lane-block > div:not(:has(> div))')) {
      const own = new Set([...item.innerHTML.matchAll(/(?:marker|persona-text)-(\d)/g)].map((found) => found[1]));
      item.hidden = own.size > 0 && [...own].every((look) => hidden.includes(look));
    }
  };
  const set = make('fieldset', { class: 'lane-boxes persona-boxes' }, make('legend', {}, word('personas')));
  for (const [look, name] of looks) {
    const box = make('input', { type: 'checkbox' });
    box.checked = !hidden.includes(look);
    box.addEventListener('change', () => {
      hidden = hidden.filter((other) => other !== look);
      if (!box.checked) hidden.push(look);
      memory.set(key, hidden);
      show();
    });
    set.append(make('label', {}, box, name));
  }
  $('.map-forms').after(set);
  show();
}

const grid = $('table.grid');
// The heads of the grid stay in sight when an address leads to its lowest rows.
const showHeads = () => { if (grid && $(':target', grid)) grid.closest('.scroll').scrollIntoView({ block: 'nearest' }); };
addEventListener('hashchange', showHeads);
addEventListener('load', showHeads);
// Where the map is read step by step, a cell's address is that of the same words there: nobody has to slide sideways to what a link means.
if (grid && matchMedia('(max-width: 63.99rem)').matches) {
  for (const cell of $$('[id]', grid)) {
    const [place, lane] = cell.id.split(':');
    const stage = document.getElementById('_steps-' + place)?.closest('section');
    const card = stage ?? document.getElementById(place);
    const kind = '.' + /lane-[\w-]+/.exec(cell.closest('tr').className);
    const same = (part) => cell.textContent.includes(part.textContent.trim());
    const part = !card || !lane ? stage
      : $$(`:is(p, li, div > div)${kind}, ${kind} > li, ${kind} > div > div`, card).find(same)
        ?? $({ '.lane-feelings': '.step-voices', '.lane-owner': 'dl' }[kind] ?? kind, card) ?? $('h4', card);
    if (!part || part.id) continue;
    part.id = cell.id;
    cell.removeAttribute('id');
  }
  // What the address names is looked up again.
  if (document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest('#_steps')) location.replace(location.href);
}
if (grid) {
  const rows = () => [...grid.rows].filter((row) => row.offsetParent !== null);
  // Which cell stands at a row and a column, counting spans.
  const lay = () => {
    const table = [];
    rows().forEach((row, y) => {
      table[y] ??= [];
      let x = 0;
      for (const cell of row.cells) {
        while (table[y][x]) x += 1;
        for (let down = 0; down < cell.rowSpan; down += 1) {
          for (let across = 0; across < cell.colSpan; across += 1) (table[y + down] ??= [])[x + across] = cell;
        }
        x += cell.colSpan;
      }
    });
    return table;
  };
  const cells = $$('th, td', grid);
  for (const cell of cells) cell.tabIndex = -1;
  const start = $('tbody td', grid) ?? cells[0];
  if (start) start.tabIndex = 0;
  const focusCell = (cell) => {
    for (const other of cells) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  };
  grid.addEventListener('focusin', (event) => {
    if (cells.includes(event.target)) for (const other of cells) other.tabIndex = other === event.target ? 0 : -1;
  });
  grid.addEventListener('keydown', (event) => {
    const cell = event.target.closest('th, td');
    if (!cell || event.altKey || event.metaKey) return;
    if (event.key === 'Escape' && event.target !== cell) { focusCell(cell); return; }
    if (event.target !== cell) return;
    if (event.key === 'Enter') { $('a, button', cell)?.focus(); event.preventDefault(); return; }
    const table = lay();
    const y = table.findIndex((row) => row.includes(cell));
    const x = table[y].indexOf(cell);
    const forward = getComputedStyle(grid).direction === 'rtl' ? -1 : 1;
    const walk = (dx, dy) => {
      let [column, row] = [x, y];
      do { column += dx; row += dy; } while (table[row]?.[column] === cell);
      return table[row]?.[column];
    };
    const to = {
      ArrowRight: () => walk(forward, 0),
      ArrowLeft: () => walk(-forward, 0),
      ArrowDown: () => walk(0, 1),
      ArrowUp: () => walk(0, -1),
      Home: () => (event.ctrlKey ? table[0] : table[y])[0],
      End: () => (event.ctrlKey ? table.at(-1) : table[y]).at(-1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const next = to();
    if (next) { focusCell(next); next.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }
  });
}
