import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('document')
export class DocumentEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('text')
  kind!: 'prose' | 'text';

  /** Raised by restoring or importing again: sync across epochs is refused. */
  @Column('integer')
  epoch!: number;

  /** Number of the feed's entry with which the epoch begins; a bigint, which pg hands over as text. */
  @Column('bigint', { name: 'epoch_from' })
  epochFrom!: string;

  /** Entries of the feed that it began with, as a copy or an import does; a bigint. */
  @Column('bigint', { default: '0' })
  brought!: string;

  /** Others make documents from it. */
  @Column('boolean', { name: 'is_template', default: false })
  isTemplate!: boolean;

  /** A template that stands over what is begun from a supplied one. */
  @Column('boolean', { name: 'is_letterhead', default: false })
  isLetterhead!: boolean;
}
