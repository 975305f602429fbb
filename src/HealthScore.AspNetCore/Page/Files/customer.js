import { h, ask, card, format, name, table, words, say, address } from './dom.js';
import { badge, eventText, scoreOverTime, legend, tierText } from './charts.js';
import { todo } from './lists.js';

const Reasons = {
  noValue: 'has no value', notFinite: 'has no finite value', stale: 'is too old to count', fault: 'could not be read', unknownLabel: 'has an unknown label',
};

export async function customer(settings, query, signal, id) {
  const path = `customers/${encodeURIComponent(id)}`;
  const since = new Date(Date.now() - 390 * 86400000).toISOString().slice(0, 10);
  const [shown, history] = await Promise.all([ask(path, { signal }), ask(`${path}/history`, { query: { from: since }, signal })]);
  const tiers = settings.tiers;
  return [
    h('h1', { tabindex: -1 }, name(id)),
    h('p', { class: 'lead' }, `As of ${format.day(shown.asOf)}, by `, name(shown.profile)),
    h('dl', { class: 'figures' },
      h('div', null, h('dt', null, 'Tier'), h('dd', null, badge(tiers, shown.tier))),
      figure('Score', format.score(shown.score)), figure('Weight', format.weight(shown.weight)),
      figure('Segment', shown.segment ? name(shown.segment) : 'base profile'), figure('Coverage', format.share(shown.coverage))),
    notes(shown),
    shown.actions.length > 0 && card('To do', todo(shown.actions)),
    card('What made the score', bars(shown)),
    shown.guardrails.length > 0 && card('Guardrails that hold', h('ul', null, shown.guardrails.map(guardrail))),
    card('History', chart(tiers, history)),
    card('What changed since', change(path, tiers, shown)),
    tiers.length > 1 && card('What would bring it into a tier', way(path, tiers, shown)),
    (settings.canOverride || shown.overrides.length > 0) && card('Overrides', overrides(path, settings, shown)),
  ];
}

const figure = (term, value) => h('div', null, h('dt', null, term), h('dd', null, value));

// Whether it is the score or the tier that an override pins.
function pinned(shown) {
  const at = Date.parse(shown.asOf);
  const held = shown.overrides.findLast(one => Date.parse(one.from) <= at && at < Date.parse(one.until));
  return held?.tier !== undefined ? 'tier' : 'score';
}

function notes(shown) {
  const said = [
    shown.isPinned && `An override holds: the ${pinned(shown)} is pinned. Computed it is ${format.score(shown.computedScore)} (${tierText(shown.computedTier)}).`,
    shown.pendingTier && `Scores ask for ${shown.pendingTier} since ${format.day(shown.pendingSince)}; the tier does not count yet.`,
    !shown.isPinned && !shown.pendingTier && shown.scoreTier !== shown.tier && `The score alone is in ${tierText(shown.scoreTier)}.`,
    shown.score === undefined && `There is no score: ${shown.unscoredReasons.map(words).join(', ') || 'too little is known'}.`,
    shown.lostMetrics.length > 0 && `Had a value and has none now: ${shown.lostMetrics.join(', ')}.`,
    shown.undecidedGuardrails.length > 0 && `It is not known whether these guardrails hold: ${shown.undecidedGuardrails.join(', ')}.`,
    ...shown.missing.map(one => `${one.metric} ${Reasons[one.reason] ?? `is missing (${words(one.reason)})`}.`),
  ].filter(Boolean);
  return said.length > 0 && h('ul', { class: 'notes' }, said.map(text => h('li', null, name(text))));
}

function bars(shown) {
  const most = Math.max(1e-9, ...shown.metrics.map(metric => Math.abs(metric.pointsAdded) + metric.pointsLost));
  const values = shown.metrics.some(metric => metric.value !== undefined);
  return shown.dimensions.map(dimension => [
    h('h3', null, name(dimension.name), ' ', h('span', { class: 'quiet' },
      `${format.points(dimension.points)} points, adds ${format.points(dimension.pointsAdded)}${dimension.coverage < 1 ? `, coverage ${format.share(dimension.coverage)}` : ''}`)),
    table(`Metrics of ${dimension.name}`, ['metric', ...values ? [{ text: 'value', number: true }] : [], { text: 'points', number: true },
      { text: 'adds', number: true }, { text: 'loses', number: true }, ''],
      shown.metrics.filter(metric => metric.dimension === dimension.name).map(metric => [
        [name(metric.metric), metric.freshness < 1 && h('div', { class: 'quiet' }, `counts ${format.share(metric.freshness)}, ${format.points(metric.ageInDays)} days old`)],
        ...values ? [`${format.value(metric.value)} ${metric.unit ?? ''}`] : [], format.points(metric.points), format.points(metric.pointsAdded),
        format.points(metric.pointsLost), bar(metric, most)])),
  ]);
}

function bar(metric, most) {
  const part = points => `${Math.max(0, points) / most * 100}%`;
  return h('div', { class: 'points', 'aria-hidden': 'true', vars: { '--adds': part(metric.pointsAdded), '--loses': part(metric.pointsLost) } },
    h('span', { class: 'adds' }), h('span', { class: 'loses' }));
}

const guardrail = one => h('li', null, h('strong', null, name(one.name)), ` (${words(one.effect)}${one.limit !== undefined ? ` ${format.value(one.limit)}` : ''}): ${format.change(one.change)} points`,
  one.description && h('div', null, name(one.description)), one.reason && h('div', { class: 'why' }, name(one.reason)));

function chart(tiers, history) {
  const { scores, events } = history;
  if (scores.length === 0) return h('p', null, 'There is no history.');
  const byTime = scores.toReversed();
  return [
    scores.length > 1 && [scoreOverTime(tiers, scores, events), legend(tiers, scores.some(score => score.score !== undefined && !score.tier)),
      h('p', { class: 'quiet' }, 'A dashed line: another profile. A mark at the bottom: an event.')],
    h('details', null, h('summary', null, 'Scores as a table'),
      table('Scores', ['run', { text: 'score', number: true }, 'tier', 'profile'], byTime.map(score => [format.day(score.asOf), format.score(score.score),
        [badge(tiers, score.tier), score.isPinned && ' pinned'], score.fingerprint.slice(0, 12)]))),
    events.length > 0 && h('details', { open: events.length < 6 }, h('summary', null, `Events (${format.count(events.length)})`),
      h('ul', null, events.toReversed().map(event => h('li', null, `${format.day(event.asOf)}: `, name(eventText(event)))))),
  ];
}

function change(path, tiers, shown) {
  const answer = h('div', { 'aria-live': 'polite' });
  const month = new Date(Date.parse(shown.asOf) - 30 * 86400000).toISOString().slice(0, 10);
  const input = h('input', { type: 'date', value: month, required: true });
  const load = async () => {
    if (!input.value) return;
    await into(answer, async () => {
      const found = await ask(`${path}/change`, { query: { since: `${input.value}T23:59:59Z` } });
      return [
        h('p', null, `${format.score(found.before.score)} (`, badge(tiers, found.before.tier), `) on ${format.day(found.before.asOf)}, ${format.score(found.after.score)} (`,
          badge(tiers, found.after.tier), `) on ${format.day(found.after.asOf)}: ${format.change(found.change)} points`,
          found.before.fingerprint !== found.after.fingerprint && ', by another profile'),
        found.parts.length > 0 && table('Parts of the change', ['what', { text: 'points', number: true }], found.parts.map(part => [
          part.text ? name(part.text) : [part.name ? [name(part.name), ' '] : '', words(part.kind)], format.change(part.points)]))];
    });
  };
  input.addEventListener('change', load);
  load();
  return [h('p', null, h('label', null, 'Since ', input)), answer];
}

function way(path, tiers, shown) {
  const answer = h('div', { 'aria-live': 'polite' });
  const next = tiers[Math.min(tiers.length - 1, tiers.indexOf(shown.scoreTier) + 1)];
  const load = tier => into(answer, async () => {
    const found = await ask(`${path}/path`, { query: { tier } });
    const possible = found.steps.filter(step => step.isPossible);
    return [
      found.isReached ? h('p', null, found.countsFrom === undefined ? 'It is there.' : 'The score is there.') : h('p', null, possible.length === 0
        ? 'No single metric reaches it.' : 'Any one of these reaches it:'),
      found.countsFrom !== undefined && (found.isReached || found.countsFrom > found.from) && h('p', null,
        `The tier counts from a score of ${format.needed(found.countsFrom)} on, once it has stayed there for as long as the profile asks.`),
      !found.isReached && possible.length > 0 && table('Steps', ['metric', { text: 'now', number: true }, { text: 'needs', number: true }, { text: 'gains', number: true }],
        possible.map(step => [name(step.metric), format.value(step.value), `${format.needed(step.neededValue)} ${step.unit ?? ''}`, format.points(step.pointsToGain)])),
      found.blockers.length > 0 && [h('p', null, 'These guardrails stand in the way:'), h('ul', null, found.blockers.map(guardrail))]];
  });
  const select = h('select', { onchange: event => load(event.target.value) }, tiers.map(tier => h('option', { value: tier, selected: tier === next }, tier)));
  load(next);
  return [h('p', null, h('label', null, 'Tier ', select)), answer];
}

function overrides(path, settings, shown) {
  const now = Date.now();
  const said = h('div', { 'aria-live': 'assertive' });
  const again = () => window.dispatchEvent(new HashChangeEvent('hashchange'));
  const list = shown.overrides.length === 0 ? h('p', null, 'There is none.') : h('ul', null, shown.overrides.map(one => {
    const open = Date.parse(one.until) > now;
    return h('li', { class: open ? null : 'quiet' }, h('strong', null, one.tier ? name(one.tier) : format.score(one.score)), ` from ${format.day(one.from)} until ${format.day(one.until)}${open ? '' : ' (over)'}, by `,
      name(one.author), ': ', name(one.reason), ' ',
      open && settings.canOverride && h('button', {
        type: 'button', onclick: async event => {
          event.target.disabled = true;
          try {
            await ask(`${path}/overrides/${encodeURIComponent(one.id)}`, { method: 'DELETE' });
            say('The override is ended.');
            again();
          } catch (error) {
            said.replaceChildren(h('p', { class: 'error' }, error.message));
            event.target.disabled = false;
          }
        },
      }, 'End'));
  }));
  return [list, said, settings.canOverride && overrideForm(path, settings, again)];
}

function overrideForm(path, settings, again) {
  const field = (key, label, input) => {
    const error = h('span', { class: 'error', id: `error-${key}` });
    input.setAttribute('aria-describedby', error.id);
    return { key, input, error, row: h('div', { class: 'field' }, h('label', { for: input.id = `field-${key}` }, label), input, error) };
  };
  const fields = [
    field('tier', 'Tier', h('select', null, h('option', { value: '' }, '– a score instead –'), settings.tiers.map(tier => h('option', { value: tier }, tier)))),
    field('score', 'Or score, 0 to 100', h('input', { type: 'number', min: 0, max: 100, step: 'any' })),
    field('reason', 'Reason', h('textarea', { rows: 2 })),
    field('until', 'Until', h('input', { type: 'date', value: new Date(Date.now() + 30 * 86400000).toISOString().slice(0, 10) })),
  ];
  const [tier, score, reason, until] = fields.map(one => one.input);
  const button = h('button', { class: 'primary' }, 'Pin');
  const said = h('p', { class: 'error', role: 'alert' });
  return h('form', {
    novalidate: true, onsubmit: async event => {
      event.preventDefault();
      said.textContent = '';
      for (const one of fields) { one.error.textContent = ''; one.input.removeAttribute('aria-invalid'); }
      button.disabled = true;
      try {
        await ask(`${path}/overrides`, {
          method: 'POST', body: {
            ...tier.value && { tier: tier.value }, ...score.value !== '' && { score: Number(score.value) }, reason: reason.value,
            ...until.value && { until: `${until.value}T00:00:00Z` },
          },
        });
        say('The override counts from the next run on.');
        again();
      } catch (error) {
        const unplaced = [];
        for (const [key, texts] of Object.entries(error.errors ?? {})) {
          const one = fields.find(known => known.key === key);
          if (!one) { unplaced.push(...texts); continue; }
          one.error.textContent = texts.join(' ');
          one.input.setAttribute('aria-invalid', 'true');
        }
        if (!error.errors || unplaced.length) said.textContent = [error.message, error.detail, ...unplaced].filter(Boolean).join(' ');
        fields.find(one => one.error.textContent)?.input.focus();
      }
      button.disabled = false;
    },
  }, h('h3', null, 'Pin the tier or the score'), h('p', { class: 'quiet' }, 'It counts from the next run on.'), fields.map(one => one.row), said, button);
}

const last = new WeakMap();

// What was asked last counts, in whatever order the answers come.
async function into(place, load) {
  const mine = {};
  last.set(place, mine);
  let shown;
  try {
    shown = [await load()].flat(Infinity).filter(Boolean);
  } catch (error) {
    shown = [h('p', { class: 'quiet' }, error.message)];
  }
  if (last.get(place) === mine) place.replaceChildren(...shown);
}
