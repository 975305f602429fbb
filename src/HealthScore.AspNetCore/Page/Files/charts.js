import { h, s, name, format, table } from './dom.js';

// From red over amber to green, and grey for no tier. Text beside it says the same.
export function tierClass(tiers, tier) {
  const i = tiers.indexOf(tier);
  return i < 0 ? 'tier-none' : `tier-${tiers.length === 1 ? 4 : Math.round(i * 4 / (tiers.length - 1))}`;
}

export const tierText = tier => tier === undefined || tier === null ? 'no tier' : tier;

export function badge(tiers, tier) {
  return h('span', { class: `badge ${tierClass(tiers, tier)}` }, tier ? name(tier) : 'no tier');
}

export function stackedBar(tiers, parts, label) {
  const all = parts.reduce((sum, part) => sum + part.customers, 0);
  let x = 0;
  return s('svg', { class: 'bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    parts.filter(part => part.customers > 0).map(part => {
      const width = part.customers / all * 100;
      const rect = s('rect', { class: tierClass(tiers, part.tier), x, width, y: 0, height: 4 },
        s('title', null, `${tierText(part.tier)}: ${format.counted(part.customers, 'customer')}`));
      x += width;
      return rect;
    }));
}

export function meter(share, label) {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return s('svg', { class: 'meter', viewBox: '0 0 100 4', preserveAspectRatio: 'none', ...label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' } },
    s('rect', { class: 'track', width: 100, height: 4 }), s('rect', { class: 'fill', width, height: 4 }));
}

const W = 720, H = 240, L = 44, R = 12, T = 12, B = 28;

function frame(title, label, first, last, marks, most, ...children) {
  const at = time => L + (last > first ? (time - first) / (last - first) : 0.5) * (W - L - R);
  const ticks = [...new Set([0, 1, 2, 3].map(i => Math.round(first + (last - first) * i / 3)))];
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Chart: ${title}` }, s('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': label },
    marks.map(mark => {
      const y = H - B - mark / most * (H - T - B);
      return s('g', { class: 'grid' }, s('line', { x1: L, x2: W - R, y1: y, y2: y }),
        s('text', { x: L - 6, y: y + 4, 'text-anchor': 'end' }, format.weight(mark)));
    }),
    ticks.map((tick, i) => s('text', {
      class: 'tick', x: at(tick), y: H - 8, 'text-anchor': ticks.length === 1 ? 'middle' : i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle',
    }, format.day(tick))),
    children));
}

export function tiersOverTime(tiers, runs) {
  const times = runs.map(run => Date.parse(run.asOf)), first = times[0], last = times[times.length - 1];
  const most = Math.max(1, ...runs.map(run => run.customers));
  const order = [...tiers, ...new Set(runs.flatMap(run => run.tiers.map(part => part.tier)).filter(tier => tier && !tiers.includes(tier))), undefined];
  const at = time => L + (last > first ? (time - first) / (last - first) : 0.5) * (W - L - R);
  const up = count => H - B - count / most * (H - T - B);
  const base = runs.map(() => 0);
  const areas = order.map(tier => {
    const below = base.slice();
    runs.forEach((run, i) => { base[i] += run.tiers.filter(part => part.tier === tier).reduce((sum, part) => sum + part.customers, 0); });
    if (base.every((value, i) => value === below[i])) return null;
    const upper = runs.map((_, i) => `${at(times[i]).toFixed(1)},${up(base[i]).toFixed(1)}`);
    const lower = runs.map((_, i) => `${at(times[i]).toFixed(1)},${up(below[i]).toFixed(1)}`).reverse();
    return s('polygon', { class: tierClass(tiers, tier), points: [...upper, ...lower].join(' ') }, s('title', null, tierText(tier)));
  });
  const chart = runs.length < 2 ? null : frame('customers by tier',
    `Customers by tier from ${format.day(first)} to ${format.day(last)}. The table below has the figures.`, first, last,
    [0, most / 2, most].map(Math.round), most, areas);
  const shown = runs.toReversed();
  return [chart, legend(tiers, runs.some(run => run.tiers.some(part => !part.tier && part.customers > 0))), h('details', null, h('summary', null, 'As a table'),
    table('Customers by tier and run', ['run', ...order.map(tier => ({ text: tierText(tier), number: true })), { text: 'mean score', number: true }],
      shown.map(run => [format.day(run.asOf),
        ...order.map(tier => format.count(run.tiers.filter(part => part.tier === tier).reduce((sum, part) => sum + part.customers, 0))),
        format.points(run.meanScore)])))];
}

// Those without a tier only where there are some.
export function legend(tiers, withNone) {
  return h('ul', { class: 'legend' }, [...tiers, ...withNone ? [undefined] : []].map(tier => h('li', null, badge(tiers, tier))));
}

export function scoreOverTime(tiers, scores, events) {
  const times = scores.map(score => Date.parse(score.asOf)), first = times[0], last = times[times.length - 1];
  const at = time => L + (last > first ? (time - first) / (last - first) : 0.5) * (W - L - R);
  const up = value => H - B - value / 100 * (H - T - B);
  const lines = [];
  let open = [];
  scores.forEach((score, i) => {
    if (score.score === undefined) { lines.push(open); open = []; } else open.push(`${at(times[i]).toFixed(1)},${up(score.score).toFixed(1)}`);
  });
  lines.push(open);
  const marked = events.filter(event => event.kind !== 'profileChanged' && event.kind !== 'actionDue');
  return frame('the score', `The score from ${format.day(first)} to ${format.day(last)}. The table below has the figures.`, first, last, [0, 25, 50, 75, 100], 100,
    scores.map((score, i) => i > 0 && score.fingerprint !== scores[i - 1].fingerprint
      ? s('line', { class: 'change', x1: at(times[i]), x2: at(times[i]), y1: T, y2: H - B }, s('title', null, `${format.day(score.asOf)}: another profile`)) : null),
    lines.filter(line => line.length > 1).map(line => s('polyline', { class: 'line', points: line.join(' ') })),
    marked.map(event => s('line', { class: 'event', x1: at(Date.parse(event.asOf)), x2: at(Date.parse(event.asOf)), y1: H - B, y2: H - B - 8 },
      s('title', null, eventText(event)))),
    scores.map((score, i) => score.score === undefined ? null : s('circle', {
      class: tierClass(tiers, score.tier), cx: at(times[i]), cy: up(score.score), r: scores.length > 120 ? 2 : 4,
    }, s('title', null, `${format.day(score.asOf)}: ${format.score(score.score)} (${tierText(score.tier)})${score.isPinned ? ', pinned' : ''}`))));
}

export function eventText(event) {
  switch (event.kind) {
    case 'tierChanged': return `tier changed from ${tierText(event.fromTier)} to ${tierText(event.toTier)}`;
    case 'scoreDropped': case 'scoreRose':
      return `score ${event.kind === 'scoreRose' ? 'rose' : 'dropped'} from ${format.score(event.fromScore)} to ${format.score(event.toScore)}`;
    case 'actionDue': return `action due: ${event.action}`;
    case 'dataLost': return `${event.metric} has no value any more`;
    case 'dataReturned': return `${event.metric} has a value again`;
    case 'wentStale': return `${event.metric} is too old to count`;
    case 'lossAccepted': return `the score counts without ${event.metric}`;
    case 'becameScored': return 'enough is known for a score';
    case 'becameUnscored': return 'too little is known for a score';
    case 'profileChanged': return 'scored by another profile';
    default: return event.kind;
  }
}
