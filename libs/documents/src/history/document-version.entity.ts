import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VersionMark } from '@maroquin/contracts';

/** A mark at a place of a document's journal, set by a person or by the server. */
@Entity('document_version')
export class DocumentVersionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('uuid', { name: 'document_id' })
  documentId!: string;

  /** A bigint, which pg hands over as text. */
  @Column('bigint')
  seq!: string;

  @Column('integer')
  epoch!: number;

  @Column('text')
  kind!: VersionMark['kind'];

  @Column('bytea', { name: 'name_sealed', nullable: true })
  nameSealed!: Buffer | null;

  @Column('bigint', { name: 'restored_seq', nullable: true })
  restoredSeq!: string | null;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('integer')
  version!: number;
}
