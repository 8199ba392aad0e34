import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('document_image')
export class DocumentImageEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('uuid', { name: 'document_id' })
  documentId!: string;

  @Column('uuid', { name: 'blob_id' })
  blobId!: string;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Column('bigint', { transformer: { to: (value: number) => value, from: (value: string) => Number(value) } })
  size!: number;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  /** Whether a text of the document ever held it. */
  @Column('boolean', { name: 'was_shown', default: false })
  wasShown!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
