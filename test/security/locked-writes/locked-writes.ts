import ts from 'typescript';

/** Tables that say who may do what, and where it stands. */
const TABLES = [
  'access_grant',
  'scope_grant',
  'permission_scope',
  'membership',
  'seat',
  'organisation_duty',
  'external_link',
  'custom_role',
  'resource',
  'access_review_item',
] as const;
const ENTITIES: Readonly<Record<string, string>> = {
  AccessGrant: 'access_grant',
  ScopeGrant: 'scope_grant',
  PermissionScope: 'permission_scope',
  Seat: 'seat',
  ExternalLinkRow: 'external_link',
  Resource: 'resource',
};
const WRITES = new RegExp(
  `\\b(?:insert\\s+into|update|delete\\s+from)\\s+(${TABLES.join('|')})\\b(?!\\s*\\()`,
  'gi',
);
const INSERTS = new RegExp(`\\binsert\\s+into\\s+(${TABLES.join('|')})\\b`, 'gi');
const ENTITY_WRITES: readonly string[] = ['insert', 'update', 'upsert', 'delete', 'save', 'remove'];
/** Methods of RightsLocks: what they hand to their work is a LockedTx. */
const LOCKING: readonly string[] = ['changePlaces', 'holdPlace', 'changeOrganisation', 'addToOrganisation'];

export interface Write {
  readonly file: string;
  readonly line: number;
  readonly table: string;
  /** The transaction is known to hold the lock in which the right was asked for again. */
  readonly locked: boolean;
}

/** Every place in a source file that writes one of these tables, by SQL or by TypeORM. */
export function writesIn(file: string, text: string): Write[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Write[] = [];
  const note = (node: ts.Node, table: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ file, line: line + 1, table, locked: isLocked(node) });
  };
  const visit = (node: ts.Node): void => {
    for (const table of tablesOf(node)) note(node, table);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function tablesOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
    const sql = node.getText();
    return [...new Set([...sql.matchAll(WRITES), ...sql.matchAll(INSERTS)].map(([, table = '']) => table))];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const [entity] = node.arguments;
  const table = entity !== undefined && ts.isIdentifier(entity) ? ENTITIES[entity.text] : undefined;
  return table !== undefined && ENTITY_WRITES.includes(node.expression.name.text) ? [table] : [];
}

/** The nearest function around it that is given a transaction is given a locked one. A constant is judged where it is used. */
function isLocked(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const tx = at.parameters.find(({ name }) => name.getText() === 'tx');
    if (tx === undefined) continue;
    if (tx.type !== undefined) return tx.type.getText() === 'LockedTx';
    const call = at.parent;
    return (
      ts.isCallExpression(call) &&
      ts.isPropertyAccessExpression(call.expression) &&
      LOCKING.includes(call.expression.name.text)
    );
  }
  return isUsedLocked(node);
}

/** `const SQL = '…'` at the top of a file. */
function isUsedLocked(node: ts.Node): boolean {
  let declaration: ts.Node | undefined = node;
  while (declaration !== undefined && !ts.isVariableDeclaration(declaration))
    declaration = declaration.parent;
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return false;
  const { name } = declaration;
  const uses: ts.Node[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isIdentifier(at) && at.text === name.text && at !== name) uses.push(at);
    ts.forEachChild(at, visit);
  };
  visit(node.getSourceFile());
  return uses.length > 0 && uses.every((use) => use !== node && isLocked(use));
}
