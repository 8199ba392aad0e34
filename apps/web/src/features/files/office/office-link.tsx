import { PenLine } from 'lucide-react';
import { Link } from 'react-router';
import { roleAtLeast, type ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Icon, useIsPhone } from '../../../ui/index.js';
import { isOfficeFile, officeHref, useHasEditor } from './office-api.js';

/** From the preview of a file to the editor, where there is one and it may know this kind. */
export function OfficeLink({ file }: { file: ResourceView }) {
  const t = useT();
  const isPhone = useIsPhone();
  if (!useHasEditor() || !isOfficeFile(file) || file.scan?.state === 'infected') return null;
  const label = t(roleAtLeast(file.role, 'editor') ? 'office.edit' : 'office.view');
  return (
    <Link
      className={isPhone ? 'mq-ib m' : 'mq-btn plain m'}
      to={officeHref(file.id)}
      aria-label={isPhone ? label : undefined}
    >
      <Icon of={PenLine} />
      {!isPhone && label}
    </Link>
  );
}
