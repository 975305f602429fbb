// dt-sql-parser imports folders and files without their endings, which only a bundler finds, and does not say that it is made of modules.
export async function resolve(specifier, context, next) {
  if (!context.parentURL?.includes('/dt-sql-parser/') || !specifier.startsWith('.')) {
    return next(specifier, context);
  }
  for (const ending of ['.js', '/index.js']) {
    try {
      return { ...(await next(specifier + ending, context)), format: 'module' };
    } catch {
      // Then it is the other one.
    }
  }
  return next(specifier, context);
}
