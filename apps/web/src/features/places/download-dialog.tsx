import { useState } from 'react';
import { type ExportFormat, exportFormats, type ResourceView } from '@maroquin/contracts';
import { API, download } from '../../api/index.js';
import { type Translate, useT } from '../../i18n/index.js';
import { FormDialog, SelectField, toast } from '../../ui/index.js';

const nameOf = (format: ExportFormat, t: Translate): string => {
  if (format === 'odt') return 'OpenDocument (.odt)';
  if (format === 'docx') return 'Word (.docx)';
  if (format === 'md') return 'Markdown (.md)';
  return t(`places.zip.${format}`);
};

/** A folder, or a whole space, as one archive: its files as they are, its documents in a format that one chooses. */
export function DownloadDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const t = useT();
  const [format, setFormat] = useState<ExportFormat>('odt');
  const get = (): void => {
    const query = new URLSearchParams({ id: resource.id, documents: format });
    download(`${API}/archives?${query.toString()}`, '');
    toast({ text: t('places.zipMaking', { name: resource.name }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('places.zipTitle')}
      subtitle={resource.name}
      submit={t('places.zipSubmit')}
      onSubmit={get}
      onClose={onClose}
    >
      <SelectField
        label={t('places.zipFormat')}
        value={format}
        options={exportFormats.map((id) => ({ id, label: nameOf(id, t) }))}
        onChange={(next) => setFormat(next ?? 'odt')}
      />
      <p className="mq-small mq-sec">{t('places.zipText')}</p>
    </FormDialog>
  );
}
