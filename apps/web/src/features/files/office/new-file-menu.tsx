import { FilePlus2, FileSpreadsheet, FileText, FolderPlus, Presentation } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { OfficeFormat, ResourceView } from '@maroquin/contracts';
import { type MessageKey, useT } from '../../../i18n/index.js';
import { Button, IconButton, Menu, NameDialog, NO_SIDEBAR, useMedia } from '../../../ui/index.js';
import { officeHref, useCreateFile } from './office-api.js';

const kinds = [
  { format: 'ods', icon: FileSpreadsheet, key: 'office.new.ods' },
  { format: 'odp', icon: Presentation, key: 'office.new.odp' },
  { format: 'odt', icon: FileText, key: 'office.new.odt' },
  { format: 'xlsx', icon: FileSpreadsheet, key: 'office.new.xlsx' },
  { format: 'pptx', icon: Presentation, key: 'office.new.pptx' },
  { format: 'docx', icon: FileText, key: 'office.new.docx' },
] as const satisfies readonly { format: OfficeFormat; icon: typeof FileText; key: MessageKey }[];

/** « Nouveau »: a folder, or an empty file that the editor opens. */
export function NewFileMenu({ parent, onFolder }: { parent: ResourceView; onFolder: () => void }) {
  const t = useT();
  const isNarrow = useMedia(NO_SIDEBAR);
  const [format, setFormat] = useState<OfficeFormat | null>(null);
  const label = t('office.new');
  return (
    <>
      <Menu
        label={label}
        trigger={
          isNarrow ? (
            <IconButton icon={FilePlus2} label={label} />
          ) : (
            <Button variant="ghost" icon={FilePlus2}>
              {label}
            </Button>
          )
        }
        items={[
          { id: 'folder', icon: FolderPlus, label: t('files.folder'), onAction: onFolder },
          ...kinds.map(({ format: id, icon, key }, index) => ({
            ...{ id, icon, label: t(key), separated: index % 3 === 0 },
            onAction: () => setFormat(id),
          })),
        ]}
      />
      {format !== null && <NewFile parent={parent} format={format} onClose={() => setFormat(null)} />}
    </>
  );
}

interface NewFileProps {
  parent: ResourceView;
  format: OfficeFormat;
  onClose: () => void;
}
function NewFile({ parent, format, onClose }: NewFileProps) {
  const t = useT();
  const navigate = useNavigate();
  const create = useCreateFile();
  return (
    <NameDialog
      title={t(`office.new.${format}`)}
      subtitle={parent.name}
      label={t('office.name')}
      hint={t('office.nameHint', { ending: `.${format}` })}
      submit={t('office.create')}
      onClose={onClose}
      onSubmit={async (name) => {
        const { id } = await create.mutateAsync({ parentId: parent.id, name, format });
        await navigate(officeHref(id));
      }}
    />
  );
}
