import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from './bigint-column.js';

@Entity('file_version')
export class FileVersionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('uuid', { name: 'file_id' })
  fileId!: string;

  @Column('integer')
  number!: number;

  @Column('uuid', { name: 'blob_id' })
  blobId!: string;

  @Column('bigint', { transformer: bigintAsNumber })
  size!: number;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  /** The version whose content this one brought back. */
  @Column('integer', { name: 'restored_from', nullable: true })
  restoredFrom!: number | null;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
