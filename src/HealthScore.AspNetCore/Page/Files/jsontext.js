// Where the numbers of a JSON text stand, by their way from the root: so one is changed and the rest of the text stays as its writer left it.
export function replaceNumber(text, path, value) {
  const wanted = path.join('/');
  let found = null;
  scan(text, 0, [], (way, start, end) => { if (way.join('/') === wanted) found = [start, end]; });
  return found && text.slice(0, found[0]) + JSON.stringify(value) + text.slice(found[1]);
}

// The text is valid JSON here.
function scan(text, from, way, see) {
  let i = space(text, from);
  if (text[i] === '{' || text[i] === '[') {
    const isList = text[i] === '[', close = isList ? ']' : '}';
    for (let item = 0, at = space(text, i + 1); ; item++) {
      if (text[at] === close) return at + 1;
      let key = item;
      if (!isList) {
        const end = string(text, at);
        key = JSON.parse(text.slice(at, end));
        at = space(text, end) + 1;
      }
      at = space(text, scan(text, at, [...way, key], see));
      if (text[at] === ',') at = space(text, at + 1);
    }
  }
  if (text[i] === '"') return string(text, i);
  const end = i + /^[-+.\w]+/.exec(text.slice(i))[0].length;
  see(way, i, end);
  return end;
}

function string(text, at) {
  let end = at + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

function space(text, at) {
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}
