/** By what the nodes hear of each other. `none`: Valkey, killed. `postgres-cut`: each listening line is ended at once. */
export const BUSES = ['valkey', 'none', 'postgres', 'postgres-cut'] as const;
export type Bus = (typeof BUSES)[number];
