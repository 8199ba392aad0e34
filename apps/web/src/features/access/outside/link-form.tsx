import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import type { GivenRole, HeldRight, ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, NameField, TextField } from '../../../ui/index.js';
import { useCreateLink } from './links-api.js';
import { useRoleWords } from '../roles/custom-roles.js';
import { RoleMenu } from '../roles/role-menu.js';

const SHORTEST_PASSWORD = 6;
/** The whole of that day, where the person is. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

interface LinkFormProps {
  resource: ResourceView;
  mine: HeldRight;
  onMade: (link: string) => void;
  onCancel: () => void;
}
/** A new external link: only its name is needed; nothing it does not ask for limits it. */
export function LinkForm({ resource, mine, onMade, onCancel }: LinkFormProps) {
  const t = useT();
  const words = useRoleWords(resource.kind);
  const create = useCreateLink(resource.id);
  const [name, setName] = useState('');
  const [role, setRole] = useState<GivenRole>('reader');
  const [day, setDay] = useState('');
  const [password, setPassword] = useState('');
  const [uses, setUses] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = password !== '' && password.length < SHORTEST_PASSWORD;
  const badUses = uses !== '' && !/^[1-9]\d{0,4}$/u.test(uses);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || isShort || badUses) return;
    create.mutate(
      {
        ...{ name: name.trim(), role },
        ...(day ? { expiresAt: endOf(day) } : {}),
        ...(password ? { password } : {}),
        ...(uses ? { maxUses: Number(uses) } : {}),
      },
      { onSuccess: ({ link }) => onMade(link) },
    );
  };
  return (
    <Form className="mq-outside" aria-label={t('links.new')} validationBehavior="aria" onSubmit={submit}>
      {create.error && <ErrorNote error={create.error} />}
      <NameField
        label={t('links.name')}
        hint={t('links.nameHint')}
        value={name}
        onChange={setName}
        tried={tried}
      />
      <div className="two">
        <TextField label={t('links.until')} type="date" value={day} onChange={setDay} />
        <TextField
          label={t('links.uses')}
          inputMode="numeric"
          value={uses}
          onChange={setUses}
          autoComplete="off"
          error={tried && badUses ? t('links.usesBad') : null}
        />
      </div>
      <TextField
        label={t('links.password')}
        hint={t('links.passwordHint')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={tried && isShort ? t('links.passwordShort') : null}
      />
      <div className="mq-row mq-wrap">
        <RoleMenu
          kind={resource.kind}
          value={role}
          options={words.linkOptions(mine)}
          label={t('links.role', { role: words.of(role) })}
          onChoose={setRole}
          isFramed
          isOutside
        />
        <span className="mq-grow" />
        <Button variant="ghost" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button variant="primary" type="submit" isPending={create.isPending}>
          {t('links.create')}
        </Button>
      </div>
    </Form>
  );
}
