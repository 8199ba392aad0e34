import { useState } from 'react';
import type { HandedLink } from '../identity/index.js';
import { useT } from '../../i18n/index.js';
import { AddressField, FormDialog, isAddress, NameField, TextField } from '../../ui/index.js';
import { useCreateOrganisation } from './administration-api.js';

interface NewOrganisation {
  readonly name: string;
  readonly adminName: string;
  readonly adminEmail: string;
}
const isWhole = (wanted: NewOrganisation): boolean =>
  isAddress(wanted.adminEmail) && wanted.name.trim() !== '' && wanted.adminName.trim() !== '';

interface CreateOrganisationDialogProps {
  onClose: () => void;
  onCreated: (link: HandedLink) => void;
}
/** One more organisation, and the link of its first person. */
export function CreateOrganisationDialog({ onClose, onCreated }: CreateOrganisationDialogProps) {
  const t = useT();
  const create = useCreateOrganisation();
  const [wanted, setWanted] = useState<NewOrganisation>({ name: '', adminName: '', adminEmail: '' });
  const [tried, setTried] = useState(false);
  const submit = async () => {
    setTried(true);
    if (!isWhole(wanted)) return;
    try {
      const made = await create.mutateAsync({ ...wanted, adminEmail: wanted.adminEmail.trim() });
      onClose();
      onCreated({ ...made, name: wanted.adminName.trim(), isNew: false });
    } catch {
      // The mutation keeps its error; it is shown in the dialog.
    }
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('administration.createOrganisation')}
      guarded={Object.values(wanted).some((value) => value !== '')}
      submit={t('administration.create')}
      onSubmit={() => void submit()}
      isPending={create.isPending}
      error={create.error}
    >
      <p className="mq-sec">{t('administration.createOrganisationText')}</p>
      <Fields wanted={wanted} onChange={setWanted} tried={tried} />
    </FormDialog>
  );
}

interface FieldsProps {
  wanted: NewOrganisation;
  onChange: (wanted: NewOrganisation) => void;
  tried: boolean;
}
function Fields({ wanted, onChange, tried }: FieldsProps) {
  const t = useT();
  return (
    <>
      <NameField
        label={t('administration.organisationName')}
        value={wanted.name}
        onChange={(name) => onChange({ ...wanted, name })}
        tried={tried}
      />
      <TextField
        label={t('administration.firstName')}
        value={wanted.adminName}
        onChange={(adminName) => onChange({ ...wanted, adminName })}
        autoComplete="off"
        maxLength={200}
        error={tried && wanted.adminName.trim() === '' ? t('ui.required') : null}
      />
      <AddressField
        label={t('administration.firstEmail')}
        value={wanted.adminEmail}
        onChange={(adminEmail) => onChange({ ...wanted, adminEmail })}
        tried={tried}
      />
    </>
  );
}
