// What the other parts share. Everything on a page works without this script; it only makes reading smoother.
// No part asks the network for anything; search loads its index by script elements, so it works from a folder too.
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const word = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
// A browser may refuse to remember: then nothing is remembered.
const memory = {
  get(key) { try { return JSON.parse(localStorage.getItem('wayfare:' + key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem('wayfare:' + key, JSON.stringify(value)); } catch { /* refused */ } },
};
const live = make('p', { class: 'visually-hidden', role: 'status' });
document.body.append(live);
const say = (text) => { live.textContent = ''; requestAnimationFrame(() => { live.textContent = text; }); };
const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
const shortcuts = {};
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || $('dialog[open]')) return;
  const act = shortcuts[event.key];
  if (act) { event.preventDefault(); act(event); }
});
const openDialog = (label, ...content) => {
  const close = make('button', { type: 'button', class: 'dialog-close' }, word('close'));
  const dialog = make('dialog', { 'aria-label': label }, ...content, close);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};
