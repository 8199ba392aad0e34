import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Doc } from 'yjs';
import {
  exportEnding,
  type ExportFormat,
  exportFormats,
  exportFormatSchema,
  type ResourceView,
} from '@maroquin/contracts';
import { downloadMade } from '../../../api/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import { announce, Button, Dialog, ErrorNote, Note, useAttempt } from '../../../ui/index.js';
import { useLosses } from './use-losses.js';
import './export.css';

const CHOSEN = 'mq-export-format';

/** The one taken last in this browser, else the one that the State recommends. */
const lastFormat = (): ExportFormat =>
  exportFormatSchema.safeParse(localStorage.getItem(CHOSEN)).data ?? 'odt';

const nameOf = (format: ExportFormat, t: Translate): string => {
  switch (format) {
    case 'odt':
      return 'OpenDocument';
    case 'docx':
      return 'Word';
    case 'md':
      return 'Markdown';
    case 'pdf':
    case 'pdfa':
    case 'html':
    case 'txt':
    case 'json':
      return t(`export.${format}.name`);
  }
};

export interface ExportDialogProps {
  resource: ResourceView;
  doc: Doc;
  onClose: () => void;
}

/** In which form the document leaves, and what it would lose. Mounted only while open. */
export function ExportDialog({ resource, doc, onClose }: ExportDialogProps) {
  const t = useT();
  const [format, setFormat] = useState(lastFormat);
  const losses = useLosses(doc, resource.documentKind === 'prose', format);
  const { busy, error, attempt } = useAttempt();
  const choose = (next: ExportFormat): void => {
    localStorage.setItem(CHOSEN, next);
    setFormat(next);
  };
  const download = (): Promise<unknown> =>
    attempt(async () => {
      announce(t('export.making'));
      const name = `${resource.name}.${exportEnding(format)}`;
      await downloadMade(`/documents/${resource.id}/export?format=${format}`, name);
      announce(t('export.made', { name: resource.name }));
      onClose();
    });
  const print = (): void => {
    onClose();
    // Once the dialog is gone: what is printed is the page.
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('export.title')}
      subtitle={resource.name}
      footer={
        <>
          <Button icon={Printer} onPress={print}>
            {t('export.print')}
          </Button>
          <Button variant="primary" icon={Download} isDisabled={busy} onPress={() => void download()}>
            {busy ? t('export.making') : t('export.download', { ending: exportEnding(format) })}
          </Button>
        </>
      }
    >
      <Formats value={format} onChange={choose} />
      <Losses losses={losses} format={format} />
      <p className="mq-small mq-sec mq-export-audit">{t('export.audit')}</p>
      {error !== null && <ErrorNote error={error} />}
    </Dialog>
  );
}

function Formats({ value, onChange }: { value: ExportFormat; onChange: (format: ExportFormat) => void }) {
  const t = useT();
  return (
    <RadioGroup
      className="mq-export"
      value={value}
      onChange={(next) => onChange(exportFormatSchema.parse(next))}
    >
      <Label className="mq-lbl">{t('export.format')}</Label>
      <div className="all">
        {exportFormats.map((format) => (
          <Radio key={format} value={format} className="one" autoFocus={format === value}>
            <span className="dot" aria-hidden="true" />
            <span>
              <b>{nameOf(format, t)}</b> <span className="mq-sec">.{exportEnding(format)}</span>
              <span className="why">{t(`export.${format}`)}</span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

function Losses({ losses, format }: { losses: readonly string[]; format: ExportFormat }) {
  const t = useT();
  if (losses.length === 0) return null;
  return (
    <Note tone="warn">
      <p>
        <b>{t('export.losses', { count: losses.length, ending: exportEnding(format) })}</b>
      </p>
      <ul>
        {losses.map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
      </ul>
    </Note>
  );
}
