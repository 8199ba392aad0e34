import { Check, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components';
import {
  baseRoles,
  extraActs,
  leastRoleFor,
  roleAtLeast,
  type BaseRole,
  type CustomRole,
  type ExtraAct,
} from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { useRoleWords } from '../roles/custom-roles.js';
import { announce, FormDialog, Icon, NameField, Note, SelectField } from '../../../ui/index.js';
import { useWriteRole } from './oversight-api.js';

/** Names a role: a standard right, and what is added to it. Mounted only while open; `role` null: a new one. */
export function RoleDialog({ role, onClose }: { role: CustomRole | null; onClose: () => void }) {
  const t = useT();
  const words = useRoleWords('space');
  const write = useWriteRole(role);
  const [name, setName] = useState(role?.name ?? '');
  const [base, setBase] = useState<BaseRole>(role?.base ?? 'reader');
  const [chosen, setChosen] = useState<readonly ExtraAct[]>(role?.acts ?? []);
  const [tried, setTried] = useState(false);
  const isGiven = role !== null && (role.rights ?? 0) > 0;
  // What the base has already is nothing to add.
  const offered = extraActs.filter((act) => !roleAtLeast(base, leastRoleFor[act]));
  const acts = offered.filter((act) => chosen.includes(act));
  const submit = () => {
    setTried(true);
    const wanted = name.trim();
    if (wanted === '' || acts.length === 0) return;
    const onSuccess = () => {
      announce(t('roles.made', { name: wanted }));
      onClose();
    };
    write.mutate({ name: wanted, base, acts }, { onSuccess });
  };
  return (
    <FormDialog
      onClose={onClose}
      title={role === null ? t('roles.new') : t('roles.editOf', { name: role.name })}
      submit={t(role === null ? 'roles.create' : 'roles.save')}
      onSubmit={submit}
      isPending={write.isPending}
      error={write.error}
    >
      {isGiven && <GivenNote />}
      <NameField
        label={t('roles.name')}
        hint={t('roles.nameHint')}
        value={name}
        onChange={setName}
        tried={tried}
      />
      <SelectField
        label={t('roles.base')}
        value={base}
        options={baseRoles.map((id) => ({ id, label: words.of(id) }))}
        onChange={(one) => one !== undefined && setBase(one)}
      />
      <ActsField offered={offered} acts={acts} isMissing={tried && acts.length === 0} onChange={setChosen} />
    </FormDialog>
  );
}

function GivenNote() {
  const t = useT();
  return (
    <Note tone="plain">
      <p>{t('roles.givenText')}</p>
    </Note>
  );
}

interface ActsFieldProps {
  offered: readonly ExtraAct[];
  acts: readonly ExtraAct[];
  isMissing: boolean;
  onChange: (acts: ExtraAct[]) => void;
}
function ActsField({ offered, acts, isMissing, onChange }: ActsFieldProps) {
  const t = useT();
  return (
    <CheckboxGroup
      className="mq-field"
      value={[...acts]}
      isInvalid={isMissing}
      onChange={(values) => onChange(extraActs.filter((act) => values.includes(act)))}
    >
      <Label className="mq-lbl">{t('roles.acts')}</Label>
      {offered.map((act) => (
        <Checkbox key={act} value={act} className="mq-check">
          <span className="box">{acts.includes(act) && <Icon of={Check} size="s" />}</span>
          <span>{t(`roles.act.${act}`)}</span>
        </Checkbox>
      ))}
      <FieldError className="mq-err">
        <Icon of={CircleAlert} size="s" />
        <span>{t('roles.actsNeeded')}</span>
      </FieldError>
    </CheckboxGroup>
  );
}
