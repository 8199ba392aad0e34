import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('channel')
export class ChannelEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  /** The document this discussion stands beside. */
  @Column('uuid', { name: 'document_id', nullable: true })
  documentId!: string | null;

  /** The feed of what happens to its messages. */
  @Column('uuid', { name: 'changes_id' })
  changesId!: string;
  /** Of a conversation of two people: who they are. */
  @Column('uuid', { name: 'pair_low', nullable: true })
  pairLow!: string | null;

  @Column('uuid', { name: 'pair_high', nullable: true })
  pairHigh!: string | null;
}
