import { Column } from 'typeorm';

const unseen = { nullable: true, select: false, insert: false, update: false } as const;

/** A row that gives rights: its proof is written by LockedTx at the end of each act, and by nobody else. */
export abstract class ProvenRow {
  @Column({ name: 'proof', type: 'bytea', ...unseen }) proof?: Buffer | null;
  @Column({ name: 'was', type: 'jsonb', ...unseen }) was?: object | null;
}
