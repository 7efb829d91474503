// The keys, told at "?".
shortcuts['?'] = () => {
  const keys = [['/', 'key_search'], ['?', 'key_help']];
  if ($('table.grid')) keys.push(['← → ↑ ↓', 'key_move'], ['Home End', 'key_ends'], ['Enter Esc', 'key_enter']);
  if ($(linkable)) keys.push(['c', 'key_copy']);
  const rows = keys.map(([key, text]) => make('div', {}, make('dt', {}, ...key.split(' ').map((one) => make('kbd', {}, one))), make('dd', {}, word(text))));
  openDialog(word('help'), make('h2', {}, word('help')), make('dl', { class: 'key-help' }, ...rows));
};
