// Tables that sort by a column: the head becomes a button, its state is told by aria-sort.
for (const table of $$('table.data-table, .prose table')) {
  const body = table.tBodies[0];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (!body || body.rows.length < 3 || $('[rowspan], [colspan]', table)) continue;
  const order = [...body.rows];
  const number = (text) => {
    const found = /[-−+]?\d[\d\u202f\u00a0.,]*/.exec(text);
    return found ? parseFloat(found[0].replace('−', '-').replace(/[\u202f\u00a0,]/g, '')) : NaN;
  };
  heads.forEach((head, column) => {
    const button = make('button', { type: 'button', class: 'sort' }, ...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const before = head.getAttribute('aria-sort');
      for (const other of heads) other.removeAttribute('aria-sort');
      const turn = before === 'ascending' ? -1 : before === 'descending' ? 0 : 1;
      if (turn) head.setAttribute('aria-sort', turn > 0 ? 'ascending' : 'descending');
      const text = (row) => row.cells[column]?.textContent.trim() ?? '';
      const filled = order.map(text).filter(Boolean);
      const numeric = filled.length > 0 && filled.every((value) => /^[-−+]?\d/.test(value));
      const compare = (a, b) => {
        const [one, other] = [text(a), text(b)];
        // What is empty stays below, whichever way.
        if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1);
        return turn * (numeric ? number(one) - number(other) : one.localeCompare(other, document.documentElement.lang, { numeric: true }));
      };
      body.append(...(turn ? [...order].sort(compare) : order));
    });
  });
}
