import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Doc } from 'yjs';
import type { Place } from '@maroquin/contracts';
import { DrawerButton, PageTitle, useShortcut } from '../../../frame/index.js';
import { Breadcrumb, AvatarStack, Icon, Menu, useIsPhone } from '../../../ui/index.js';
import { useT } from '../../../i18n/index.js';
import { RestrictedMark, ShareButton } from '../../access/index.js';
import { SaveTemplateDialog } from '../templates/save-template-dialog.js';
import { ExportDialog } from '../export/export-dialog.js';
import { TitleField } from './title-field.js';
import { type DocumentHeaderProps, HeaderButtons, useCircuitMark } from './header-buttons.js';
import { useDocumentMenu, usePageActions } from './header-menu.js';

/** Where it is, its title, whether it is saved, who is there. On a phone: a top bar, then the save line's own row. */
export function DocumentHeader(props: DocumentHeaderProps) {
  const { place, doc, save, present } = props;
  const { resource } = place;
  const isPhone = useIsPhone();
  const menu = useDocumentMenu(place);
  const circuit = useCircuitMark(place);
  const dialogs = useHeaderDialogs(place, doc);
  const actions = usePageActions(props, { isPhone, circuit, ...dialogs });
  const items = [...actions, ...menu.items];
  const avatars = <Present people={present} isPhone={isPhone} />;
  return (
    <>
      <PageTitle>{resource.name}</PageTitle>
      <header className="mq-head mq-doc-head" data-region="header" tabIndex={-1}>
        {isPhone ? <BackLink to={menu.parentHref} /> : <DrawerButton />}
        <div className="tt">
          {!isPhone && <Breadcrumb crumbs={menu.crumbs} />}
          <TitleField key={resource.id} resource={resource} />
          <RestrictedMark of={resource} />
        </div>
        <div className="acts">
          {!isPhone && save}
          {!isPhone && avatars}
          {!isPhone && <HeaderButtons {...props} circuit={circuit} />}
          <ShareButton resource={resource} variant="primary" />
          {items.length > 0 && <Menu label={menu.label} items={items} />}
        </div>
      </header>
      {isPhone && (
        <div className="mq-doc-save">
          {save}
          <span className="mq-grow" />
          {avatars}
        </div>
      )}
      {menu.dialogs}
      {dialogs.open}
    </>
  );
}

function Present({ people, isPhone }: { people: DocumentHeaderProps['present']; isPhone: boolean }) {
  const t = useT();
  if (people.length === 0) return null;
  return (
    <span role="group" aria-label={t('editor.present')}>
      <AvatarStack people={people} size={isPhone ? 's' : 'm'} />
    </span>
  );
}

/** What the menu opens over the page: to take the document away, to keep it as a template. */
const useHeaderDialogs = (place: Place, doc: Doc) => {
  const [isExporting, setExporting] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const onExport = () => setExporting(true);
  useShortcut('ctrl+p', onExport);
  return {
    onExport,
    onTemplate: () => setSaving(true),
    open: (
      <>
        {isSaving && <SaveTemplateDialog place={place} onClose={() => setSaving(false)} />}
        {isExporting && (
          <ExportDialog resource={place.resource} doc={doc} onClose={() => setExporting(false)} />
        )}
      </>
    ),
  };
};

function BackLink({ to }: { to: string }) {
  const t = useT();
  return (
    <Link className="mq-ib" to={to} aria-label={t('editor.back')}>
      <Icon of={ArrowLeft} />
    </Link>
  );
}
