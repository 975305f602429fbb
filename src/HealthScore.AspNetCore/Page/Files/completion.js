// What the schema allows where the caret is: names of members, or the values of an enumeration.
export function possible(schema, before) {
  const { path, isKey, names } = where(before);
  const places = walk(schema, [schema], path);
  const found = isKey
    ? places.flatMap(place => Object.keys(place.properties ?? {})).filter(key => !names.includes(key)).map(key => `"${key}": `)
    : places.flatMap(place => [...place.enum ?? [], ...'const' in place ? [place.const] : [], ...place.type === 'boolean' ? [true, false] : []]).map(value => JSON.stringify(value));
  return [...new Set(found)];
}

// The way from the root to the end of the text: names of members, and # for an item of a list.
function where(text) {
  const stack = [];
  let key = null, isKey = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      let end = i + 1;
      while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      if (isKey && stack.length) {
        key = text.slice(i + 1, end);
        stack[stack.length - 1].names.push(key);
      }
      i = end;
    } else if (c === '{' || c === '[') {
      stack.push({ key, list: c === '[', names: [] });
      key = c === '[' ? '#' : null;
      isKey = c === '{';
    } else if (c === '}' || c === ']') {
      stack.pop();
      isKey = false;
      key = stack.at(-1)?.list ? '#' : null;
    } else if (c === ':') {
      isKey = false;
    } else if (c === ',') {
      isKey = stack.at(-1)?.list === false;
      key = stack.at(-1)?.list ? '#' : null;
    }
  }
  const path = stack.slice(1).map(one => one.key);
  return { path: isKey ? path : [...path, ...stack.length ? [key] : []], isKey, names: stack.at(-1)?.names ?? [] };
}

function walk(schema, places, path) {
  for (const key of path)
    places = open(schema, places).flatMap(place => key === '#' ? [place.items, ...place.prefixItems ?? []] : [place.properties?.[key] ?? place.additionalProperties]).filter(one => one && typeof one === 'object');
  return open(schema, places);
}

function open(schema, places, depth = 0) {
  if (depth > 6) return [];
  return places.flatMap(place => {
    const more = [...place.oneOf ?? [], ...place.anyOf ?? [], ...place.allOf ?? [], ...place.then ? [place.then] : []];
    if (place.$ref?.startsWith('#/')) more.push(place.$ref.slice(2).split('/').reduce((of, part) => of?.[part], schema));
    return [place, ...open(schema, more.filter(one => one && typeof one === 'object'), depth + 1)];
  });
}
