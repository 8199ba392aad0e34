import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from './bigint-column.js';

@Entity('file')
export class FileEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Column('bigint', { transformer: bigintAsNumber })
  size!: number;

  /** The version whose text is in the search index, or could not be read; null: none yet. */
  @Column('integer', { name: 'text_version', nullable: true })
  textVersion!: number | null;
}
