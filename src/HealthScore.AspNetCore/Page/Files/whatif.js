import { h, ask, card, customerLink, format, name, table, words, say } from './dom.js';
import { badge, tierText } from './charts.js';
import { possible } from './completion.js';
import { replaceNumber } from './jsontext.js';

const Wait = 400;

export async function whatIf(settings, query, signal) {
  const [profile, schema] = await Promise.all([ask('profile', { signal }), ask('schema', { signal })]);
  const editor = h('textarea', { id: 'profile', class: 'code', rows: 28, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', wrap: 'off', value: profile.text });
  const lines = h('pre', { class: 'lines', 'aria-hidden': 'true' });
  const knobs = h('div', { class: 'knobs' }), problems = h('div', { id: 'problems' }), result = h('div', null, h('p', { class: 'quiet' }, 'Change something.'));
  const hints = h('p', { class: 'hints' });
  let timer, running;

  const number = bad => {
    const count = editor.value.split('\n').length;
    lines.replaceChildren(...Array.from({ length: count }, (_, i) => h('span', { class: bad?.has(i + 1) && 'bad' }, `${i + 1}\n`)));
    lines.scrollTop = editor.scrollTop;
  };
  const goTo = line => {
    const start = editor.value.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    editor.focus();
    editor.setSelectionRange(start, start + (editor.value.split('\n')[line - 1]?.length ?? 0));
    editor.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(editor).lineHeight));
  };
  signal.addEventListener('abort', () => { clearTimeout(timer); running?.abort(); });
  const score = async () => {
    clearTimeout(timer);
    running?.abort();
    running = new AbortController();
    result.setAttribute('aria-busy', 'true');
    say('Scoring.');
    if (!result.querySelector('table')) result.replaceChildren(h('p', { class: 'quiet' }, 'Scoring. The first time after a run takes longer.'));
    try {
      const found = await ask('what-if', { method: 'POST', body: { profile: editor.value }, signal: running.signal });
      problems.replaceChildren();
      editor.removeAttribute('aria-invalid');
      number();
      result.replaceChildren(...outcome(settings, found).flat(Infinity).filter(Boolean));
      say(found.moved === 0 ? 'Nobody changes tier.' : `${format.counted(found.moved, 'customer')} would change tier.`);
    } catch (error) {
      if (error.name === 'AbortError') return;
      const all = error.problems ?? [{ problem: error.message, remedy: error.detail ?? '' }];
      number(new Set(all.map(one => one.line)));
      editor.setAttribute('aria-invalid', 'true');
      problems.replaceChildren(h('h3', null, format.counted(all.length + (error.notListed ?? 0), 'error')), h('ul', null, all.map(one => h('li', null,
        one.line ? h('button', { type: 'button', class: 'line', onclick: () => goTo(one.line) }, `Line ${one.line}`) : null,
        ' ', one.path && h('code', null, name(one.path)), one.value !== undefined && one.path && [' is ', h('code', null, name(one.value))], one.path && ': ', name(one.problem), ' ', one.remedy && h('strong', null, name(one.remedy))))));
      say(format.counted(all.length, 'error'));
      result.replaceChildren(h('p', { class: 'quiet' }, 'What you see below is not scored until the errors are gone.'));
    }
    result.removeAttribute('aria-busy');
  };
  const later = () => { clearTimeout(timer); timer = signal.aborted ? undefined : setTimeout(score, Wait); };
  const write = (path, value) => {
    let json;
    try { json = JSON.parse(editor.value); } catch { say('The JSON has an error; mend it first.'); return; }
    const text = replaceNumber(editor.value, path, value);
    if (text) {
      editor.value = text;
    } else {
      // The number is not written yet: the profile means its default.
      path.slice(0, -1).reduce((of, key) => of[key], json)[path.at(-1)] = value;
      editor.value = JSON.stringify(json, null, 2);
    }
    number();
    later();
  };
  const turn = () => {
    let json;
    try { json = JSON.parse(editor.value); } catch { return; }
    knobs.replaceChildren(...controls(json, write).flat(Infinity).filter(Boolean));
  };
  const hint = () => {
    const found = possible(schema, editor.value.slice(0, editor.selectionStart));
    hints.replaceChildren('Possible here: ', ...found.length === 0 ? ['–'] : found.slice(0, 24).map(text => h('button', {
      type: 'button', class: 'hint', onclick: () => {
        editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, 'end');
        editor.focus();
        changed();
      },
    }, text)));
  };
  const changed = () => { number(); later(); turn(); hint(); };
  editor.addEventListener('input', changed);
  editor.addEventListener('scroll', () => { lines.scrollTop = editor.scrollTop; });
  for (const event of ['keyup', 'click', 'focus']) editor.addEventListener(event, hint);
  number();
  turn();
  hint();

  return [
    h('h1', { tabindex: -1 }, 'What if'),
    h('p', { class: 'lead' }, 'Change the profile and see what it would make of the customers of the last run. Nothing is saved: download the JSON, and put it where your application reads it.'),
    h('div', { class: 'halves' },
      h('div', null,
        card('Weights and starts', knobs),
        card('The profile', problems, h('label', { for: 'profile', class: 'unseen' }, 'The profile as JSON'),
          h('div', { class: 'editor' }, lines, editor), hints,
          h('p', { class: 'buttons' },
            h('button', { type: 'button', class: 'primary', onclick: score }, 'Score again'),
            h('button', { type: 'button', onclick: () => { editor.value = profile.text; changed(); score(); } }, 'Reset'),
            h('button', { type: 'button', onclick: () => download(editor.value, profile.name) }, 'Download')))),
      card('What it would do', result)),
  ];
}

function controls(json, write) {
  const input = (label, value, path, props) => h('label', { class: 'knob' }, h('span', null, name(label)), h('input', {
    type: 'number', step: 'any', value, ...props, onchange: event => { if (event.target.value !== '') write(path, Number(event.target.value)); },
  }));
  const slider = (label, value, path) => {
    const shown = h('output', null, format.value(value));
    return h('label', { class: 'knob' }, h('span', null, name(label)), h('input', {
      type: 'range', min: 0, max: Math.max(10, value * 2), step: Math.max(10, value * 2) > 20 ? 1 : 0.5, value,
      oninput: event => { shown.textContent = format.value(Number(event.target.value)); write(path, Number(event.target.value)); },
    }), shown);
  };
  const list = value => Array.isArray(value) ? value : [];
  return [
    list(json.dimensions).map((dimension, d) => h('fieldset', null, h('legend', null, name(dimension.name ?? '?')),
      slider('weight of the dimension', dimension.weight ?? 1, ['dimensions', d, 'weight']),
      list(dimension.metrics).map((metric, m) => [
        slider(metric.name ?? '?', metric.weight ?? 1, ['dimensions', d, 'metrics', m, 'weight']),
        knots(metric.curve).length > 0 && h('details', null, h('summary', null, 'Curve of ', name(metric.name ?? '?')), knots(metric.curve).map(([label, path, value]) =>
          input(label, value, ['dimensions', d, 'metrics', m, 'curve', ...path])))]))),
    list(json.tiers).length > 0 && h('fieldset', null, h('legend', null, 'Tiers'), json.tiers.map((tier, t) => input(
      `${tier.name} from`, tier.from ?? 0, ['tiers', t, 'from'], { min: 0, max: 100, disabled: t === 0 && !tier.from }))),
  ];
}

// The numbers of a curve, wherever they are in it.
function knots(curve, path = []) {
  if (typeof curve === 'number') return [[path.map(part => typeof part === 'number' ? part + 1 : words(part)).join(' '), path, curve]];
  return curve && typeof curve === 'object' ? Object.entries(curve).flatMap(([key, one]) => knots(one, [...path, Array.isArray(curve) ? Number(key) : key])) : [];
}

function outcome(settings, found) {
  const tiers = found.tiers.map(part => part.tier).filter(Boolean), order = tiers.length ? tiers : settings.tiers;
  const change = found.meanAfter - found.meanBefore;
  return [
    (found.ofCustomers === undefined || found.ofCustomers > found.customers) && h('p', { class: 'warning' },
      found.ofCustomers === undefined ? `Scored on a sample of ${format.counted(found.customers, 'customer')}.`
        : `Scored on a sample: ${format.count(found.customers)} of ${format.counted(found.ofCustomers, 'customer')}.`),
    found.notMeasured.length > 0 && h('p', { class: 'warning' }, `The last run did not measure: ${found.notMeasured.join(', ')}. They count as missing.`),
    h('dl', { class: 'figures' },
      h('div', null, h('dt', null, 'Change tier'), h('dd', null, `${format.count(found.moved)} · ${format.share(found.moved / found.customers)}`)),
      found.movedUp !== undefined && h('div', null, h('dt', null, 'Up'), h('dd', null, format.count(found.movedUp))),
      found.movedDown !== undefined && h('div', null, h('dt', null, 'Down'), h('dd', null, format.count(found.movedDown))),
      h('div', null, h('dt', null, 'Mean score'), h('dd', null, Number.isFinite(change) ? `${format.points(found.meanAfter)} (${format.change(change)})` : format.points(found.meanAfter)))),
    table('Customers by tier', ['tier', { text: 'now', number: true }, { text: 'then', number: true }, { text: 'change', number: true }],
      found.tiers.filter(part => part.before || part.after).map(part => [badge(order, part.tier), format.count(part.before), format.count(part.after), `${part.after > part.before ? '+' : ''}${format.count(part.after - part.before)}`])),
    found.moves.length > 0 && [h('h3', null, 'Moves'), table('Moves', ['from', 'to', { text: 'customers', number: true }],
      found.moves.map(move => [badge(order, move.fromTier), badge(order, move.toTier), format.count(move.customers)]))],
    found.causes.length > 0 && [h('h3', null, 'What moves them'), table('Causes', ['what', { text: 'customers', number: true }, { text: 'points on average', number: true }],
      found.causes.slice(0, 20).map(cause => [[cause.name ? name(cause.name) : '', ` ${words(cause.kind)}`], format.count(cause.customers), format.change(cause.meanChange)]))],
    found.movers.length > 0 && [h('h3', null, 'Who moves, the largest first'), table('Who moves', ['customer', { text: 'now', number: true }, { text: 'then', number: true }, 'from', 'to'],
      found.movers.map(mover => [customerLink(mover.id), format.score(mover.scoreBefore), format.score(mover.scoreAfter, found), badge(order, mover.tierBefore), badge(order, mover.tierAfter)])),
      found.moversNotListed > 0 && h('p', { class: 'quiet' }, `and ${format.counted(found.moversNotListed, 'more customer')}`)],
    h('h3', null, 'What differs'), found.changes.length === 0 ? h('p', null, 'Nothing.') : h('ul', null, found.changes.map(line => h('li', null, name(line)))),
    h('p', { class: 'quiet' }, `By the score alone, without overrides. Scored in ${format.count(Math.ceil(found.milliseconds))} ms.`),
  ];
}

function download(text, profile) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  h('a', { href: url, download: `${profile.replace(/[^\p{L}\p{N}-]+/gu, '-')}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
