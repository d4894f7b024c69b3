'use strict';
// Text of a report reaches the page by textContent alone: nothing here reads markup.
const LEVELS = ['info', 'low', 'medium', 'high', 'critical'];
const KEYS = ['severity', 'rule', 'supplier', 'dir', 'owner', 'new', 'state'];
const PAGE_ROWS = 100;
const MOST_PRINTED = 2000;
const filter = { q: '', sort: '', page: 0, theme: '' };
let findings = [];
let shown = [];
let current = -1;

const byId = id => document.getElementById(id);

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function readData() {
  const data = JSON.parse(byId('data').textContent);
  const text = number => data.texts[number];
  findings = data.findings.map(([level, title, message, place, rule, supplier, dir, owners, baseline, state, details], index) => {
    const finding = {
      index, level, severity: LEVELS[level], title: text(title), message: text(message), where: text(place), rule: text(rule),
      supplier: text(supplier), dir: text(dir), owners: owners.map(text), new: text(baseline), state: text(state), details: details.map(text),
    };
    finding.words = [finding.severity, finding.title, finding.message, finding.where, finding.rule, finding.supplier, ...finding.owners, ...finding.details].join('\n').toLowerCase();
    return finding;
  });
}

// The address holds the whole view, so that it can be sent to someone: #severity=critical,high&q=…
function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of KEYS) filter[key] = given.get(key) ?? '';
  filter.q = given.get('q') ?? '';
  filter.sort = given.get('sort') ?? '';
  filter.theme = given.get('theme') ?? '';
  filter.page = Math.max(0, (parseInt(given.get('page'), 10) || 1) - 1);
}

function writeAddress() {
  const kept = new URLSearchParams();
  for (const key of [...KEYS, 'q', 'sort', 'theme']) if (filter[key]) kept.set(key, filter[key]);
  if (filter.page > 0) kept.set('page', filter.page + 1);
  history.replaceState(null, '', '#' + kept);
}

function passes(finding, words) {
  if (filter.severity && !filter.severity.toLowerCase().split(',').includes(finding.severity)) return false;
  for (const key of ['rule', 'supplier', 'dir', 'new']) if (filter[key] && filter[key] !== finding[key]) return false;
  if (filter.owner && !finding.owners.includes(filter.owner)) return false;
  if (filter.state !== 'all' && filter.state !== finding.state) return false;
  return words.every(word => finding.words.includes(word));
}

function sorted(list) {
  const column = filter.sort.replace(/^-/, '');
  const sign = filter.sort.startsWith('-') ? -1 : 1;
  const of = { severity: f => -f.level, what: f => f.title || f.message, where: f => f.where, rule: f => f.rule, supplier: f => f.supplier, owner: f => f.owners[0] }[column];
  if (!of) return list;
  return list.sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    return (x < y ? -sign : x > y ? sign : 0) || a.index - b.index;
  });
}

function apply() {
  document.documentElement.dataset.theme = filter.theme;
  byId('theme').textContent = 'Theme: ' + (filter.theme || 'auto');
  if (findings.length === 0) return;
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  shown = sorted(findings.filter(finding => passes(finding, words)));
  filter.page = Math.min(filter.page, Math.max(0, Math.ceil(shown.length / PAGE_ROWS) - 1));
  current = -1;
  for (const key of [...KEYS, 'q']) {
    const control = byId(key);
    if (!control) continue;
    if (control.value !== filter[key]) control.value = filter[key];
    // A value that only the address knows still has to be seen.
    if (control.value !== filter[key]) {
      control.add(new Option(filter[key], filter[key]));
      control.value = filter[key];
    }
  }
  for (const bar of document.querySelectorAll('a[data-key]')) bar.classList.toggle('on', filter[bar.dataset.key].split(',').includes(bar.dataset.value));
  for (const head of document.querySelectorAll('th[data-sort]'))
    head.setAttribute('aria-sort', filter.sort === head.dataset.sort ? 'ascending' : filter.sort === '-' + head.dataset.sort ? 'descending' : 'none');
  render(filter.page * PAGE_ROWS, PAGE_ROWS);
}

function change(values) {
  Object.assign(filter, { page: 0 }, values);
  apply();
  writeAddress();
}

function render(from, count) {
  const body = byId('table').tBodies[0];
  const rows = shown.slice(from, from + count);
  body.replaceChildren(...rows.map(row));
  const number = value => value.toLocaleString('en');
  byId('shown').textContent = shown.length === findings.length ? number(findings.length) + ' findings' : number(shown.length) + ' of ' + number(findings.length) + ' findings';
  byId('pager').hidden = shown.length <= PAGE_ROWS;
  byId('position').textContent = number(from + 1) + ' to ' + number(from + rows.length) + ' of ' + number(shown.length);
  byId('previous').disabled = from === 0;
  byId('next').disabled = from + count >= shown.length;
}

function row(finding) {
  const made = element('tr', 'finding');
  const cell = (label, ...parts) => {
    const td = element('td');
    td.dataset.label = label;
    td.append(...parts);
    made.append(td);
  };
  cell('severity', element('span', 'badge ' + finding.severity, finding.severity.toUpperCase()));
  const marks = [finding.new === 'new' ? 'new' : '', finding.state].filter(Boolean).map(mark => element('span', 'mark', mark));
  const opener = element('button', 'open', '+');
  opener.type = 'button';
  opener.setAttribute('aria-expanded', 'false');
  opener.setAttribute('aria-label', 'Details');
  cell('what', opener, ...(finding.title ? [element('b', '', finding.title), ' '] : []), finding.message, ...marks.flatMap(mark => [' ', mark]));
  cell('where', breakable(finding.where));
  cell('rule', element('code', '', finding.rule));
  cell('supplier', finding.supplier);
  cell('owner', finding.owners.join(' '));
  made.addEventListener('click', event => {
    if (event.target.closest('a') || (!event.target.closest('button') && String(getSelection()))) return;
    choose(rowsOfFindings().indexOf(made));
    toggle(made, finding);
  });
  made.toggle = () => toggle(made, finding);
  return made;
}

function toggle(made, finding) {
  const isOpen = made.nextElementSibling?.classList.contains('details');
  made.querySelector('.open').setAttribute('aria-expanded', String(!isOpen));
  made.querySelector('.open').textContent = isOpen ? '+' : '−';
  if (isOpen) {
    made.nextElementSibling.remove();
    return;
  }
  const list = element('dl');
  for (let i = 0; i < finding.details.length; i += 2) {
    const [label, text] = [finding.details[i], finding.details[i + 1]];
    const value = element('dd');
    if (label === 'help') {
      const link = element('a', '', text);
      link.href = text;
      link.rel = 'noopener noreferrer nofollow';
      value.append(link);
    } else {
      value.textContent = text;
    }
    list.append(element('dt', '', label), value);
  }
  const details = element('tr', 'details');
  const cell = element('td');
  cell.colSpan = 6;
  cell.append(list);
  details.append(cell);
  made.after(details);
}

// A path breaks after a folder rather than within a name.
function breakable(path) {
  const made = element('code');
  made.append(...path.split(/(?<=\/)/).flatMap((part, i) => i > 0 ? [element('wbr'), part] : [part]));
  return made;
}

const rowsOfFindings = () => [...document.querySelectorAll('tr.finding')];

function choose(index) {
  const rows = rowsOfFindings();
  rows[current]?.classList.remove('current');
  current = Math.max(0, Math.min(index, rows.length - 1));
  rows[current]?.classList.add('current');
  rows[current]?.scrollIntoView({ block: 'nearest' });
}

function move(step) {
  const last = Math.ceil(shown.length / PAGE_ROWS) - 1;
  if (current + step >= rowsOfFindings().length && filter.page < last) {
    change({ page: filter.page + 1 });
    choose(0);
  } else if (current >= 0 && current + step < 0 && filter.page > 0) {
    change({ page: filter.page - 1 });
    choose(PAGE_ROWS - 1);
  } else {
    choose(current + step);
  }
}

function clear() {
  change({ ...Object.fromEntries(KEYS.map(key => [key, ''])), q: '', sort: '' });
  document.activeElement?.blur();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target instanceof Element && event.target.matches('input, select');
  if (event.key === 'Escape') clear();
  else if (isTyping) return;
  else if (event.key === '/') byId('q').focus();
  else if (event.key === 'j') move(1);
  else if (event.key === 'k') move(-1);
  else if (event.key === 'Enter' && current >= 0 && !(event.target instanceof Element && event.target.closest('a, button, summary'))) rowsOfFindings()[current]?.toggle();
  else return;
  event.preventDefault();
}

function onBar(event) {
  const bar = event.target.closest('a[data-key]');
  if (!bar || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { key, value } = bar.dataset;
  change({ [key]: filter[key] === value ? '' : value });
}

function fillSelects() {
  const values = {
    severity: LEVELS.toReversed().filter(level => findings.some(finding => finding.severity === level)),
    rule: findings.map(finding => finding.rule), supplier: findings.map(finding => finding.supplier), dir: findings.map(finding => finding.dir),
    owner: findings.flatMap(finding => finding.owners), new: findings.map(finding => finding.new),
  };
  for (const [key, list] of Object.entries(values)) {
    const distinct = [...new Set(list)];
    if (key !== 'severity') distinct.sort();
    byId(key).append(...distinct.map(value => new Option(value, value)));
  }
}

function wakeFindings() {
  readData();
  fillSelects();
  byId('filters').hidden = false;
  byId('filters').addEventListener('submit', event => event.preventDefault());
  for (const key of KEYS) byId(key)?.addEventListener('change', event => change({ [key]: event.target.value }));
  let waiting;
  byId('q').addEventListener('input', event => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ q: event.target.value }), 120);
  });
  byId('clear').addEventListener('click', clear);
  byId('previous').addEventListener('click', () => change({ page: filter.page - 1 }));
  byId('next').addEventListener('click', () => change({ page: filter.page + 1 }));
  for (const head of document.querySelectorAll('th[data-sort]')) {
    const button = element('button', '', head.textContent);
    button.type = 'button';
    button.addEventListener('click', () => change({ sort: filter.sort === head.dataset.sort ? '-' + head.dataset.sort : head.dataset.sort }));
    head.replaceChildren(button);
  }
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onBar);
  addEventListener('beforeprint', () => render(0, MOST_PRINTED));
  addEventListener('afterprint', () => render(filter.page * PAGE_ROWS, PAGE_ROWS));
}

document.addEventListener('DOMContentLoaded', () => {
  byId('theme').hidden = false;
  byId('theme').addEventListener('click', () => {
    filter.theme = { '': 'light', light: 'dark', dark: '' }[filter.theme];
    apply();
    writeAddress();
  });
  if (byId('table')) wakeFindings();
  readAddress();
  apply();
  // Last, so that a script that failed hides nothing of the plain page.
  document.documentElement.classList.add('js');
  addEventListener('hashchange', () => {
    // A plain anchor (#findings) is a place on the page, not a view.
    if (location.hash && !location.hash.includes('=')) return;
    readAddress();
    apply();
  });
});
