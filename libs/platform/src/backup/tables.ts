import type { Client } from 'pg';

/** Tables of the application in an order in which each comes after those it refers to. Partitions belong to their parent. */
export async function tablesInOrder(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migration'
     order by c.relname`,
  );
  const { rows: references } = await client.query<{ child: string; parent: string }>(
    `select distinct c.relname as child, p.relname as parent from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
     where k.contype = 'f' and c.oid <> p.oid`,
  );
  const ordered: string[] = [];
  let left = tables.map((table) => table.name);
  while (left.length > 0) {
    const ready = left.filter((name) =>
      references.every(
        ({ child, parent }) => child !== name || ordered.includes(parent) || !left.includes(parent),
      ),
    );
    if (ready.length === 0) throw new Error('tables refer to each other in a circle');
    ordered.push(...ready);
    left = left.filter((name) => !ready.includes(name));
  }
  return ordered;
}

/** COPY cannot read a partitioned table by name; a query can. */
export const copyOut = (client: Client, table: string): string =>
  `copy (select * from ${client.escapeIdentifier(table)}) to stdout`;
export const copyIn = (client: Client, table: string): string =>
  `copy ${client.escapeIdentifier(table)} from stdin`;
