import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import type { ExternalLink, GivenRole, HeldRight, ResourceView } from '@maroquin/contracts';
import { readDay, useDates, useT } from '../../../i18n/index.js';
import { Button, CheckField, DateField, ErrorNote, NameField, TextField } from '../../../ui/index.js';
import { useChangeLink, useCreateLink } from './links-api.js';
import { givenOf, useRoleWords } from '../roles/custom-roles.js';
import { RoleMenu } from '../roles/role-menu.js';

const SHORTEST_PASSWORD = 6;
const DAY_MS = 24 * 60 * 60_000;
/** The whole of that day, where the person is. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();
/** As a field for a date has it: 2026-12-31, where the person is. */
const dayOf = (instant: Date): string => instant.toLocaleDateString('sv-SE');

interface LinkFormProps {
  resource: ResourceView;
  mine: HeldRight;
  /** After how many days a new link ends; null: it does not end by itself. */
  days: number | null;
  /** What a new link is called at first. */
  name: string;
  /** The link that is changed; absent: a new one. */
  link?: ExternalLink;
  /** `address`: of a new link. */
  onDone: (address: string | null) => void;
  onCancel: () => void;
}
type Fields = ReturnType<typeof useFields>;

/** A new external link, or what an existing one allows from now on. Only its name is needed. */
export function LinkForm({ resource, mine, days, name, link, onDone, onCancel }: LinkFormProps) {
  const t = useT();
  const fields = useFields(days, name, link);
  const save = useSave(resource, fields, link, onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    fields.setTried(true);
    if (!fields.isWrong) save.run();
  };
  return (
    <Form
      className="mq-outside"
      aria-label={link ? t('links.editOf', { name: link.name }) : t('links.new')}
      validationBehavior="aria"
      onSubmit={submit}
    >
      {save.error && <ErrorNote error={save.error} />}
      <NameField
        label={t('links.name')}
        hint={t('links.nameHint')}
        value={fields.name}
        onChange={fields.setName}
        tried={fields.tried}
      />
      <Limits fields={fields} />
      <Password fields={fields} hasPassword={link?.hasPassword === true} />
      <div className="mq-row mq-wrap">
        <Right resource={resource} mine={mine} fields={fields} />
        <span className="mq-grow" />
        <Button variant="ghost" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button variant="primary" type="submit" isPending={save.isPending}>
          {t(link ? 'links.save' : 'links.create')}
        </Button>
      </div>
    </Form>
  );
}

function useFields(days: number | null, called: string, link: ExternalLink | undefined) {
  const proposed = days === null ? '' : dayOf(new Date(Date.now() + days * DAY_MS));
  const kept = link?.expiresAt ? dayOf(new Date(link.expiresAt)) : '';
  const [name, setName] = useState(link?.name ?? called);
  const [role, setRole] = useState<GivenRole>(link ? givenOf(link) : 'reader');
  const [day, setDay] = useState(link ? kept : proposed);
  const [uses, setUses] = useState(link?.maxUses ? String(link.maxUses) : '');
  const [password, setPassword] = useState('');
  const [isOpened, setOpened] = useState(false);
  const [tried, setTried] = useState(false);
  const isShort = password !== '' && password.length < SHORTEST_PASSWORD;
  const isPast = day !== '' && day !== kept && (readDay(day) === null || day < dayOf(new Date()));
  const badUses = uses !== '' && !/^[1-9]\d{0,4}$/u.test(uses);
  return {
    ...{ name, setName, role, setRole, day, setDay, uses, setUses, password, setPassword },
    ...{ isOpened, setOpened, tried, setTried, isShort, isPast, badUses, kept },
    isWrong: !name.trim() || isShort || isPast || badUses,
  };
}

/** Makes the link, or sends what was changed. */
function useSave(
  resource: ResourceView,
  { name, role, day, uses, password, isOpened, kept }: Fields,
  link: ExternalLink | undefined,
  onDone: (address: string | null) => void,
) {
  const create = useCreateLink(resource.id);
  const change = useChangeLink();
  const given = role === 'manager' ? 'editor' : role;
  // Half-typed it is no day yet, and is not sent.
  const end = readDay(day);
  const expiresAt = end === null ? null : endOf(end);
  const maxUses = uses === '' ? null : Number(uses);
  const make = () =>
    create.mutate(
      {
        ...{ name: name.trim(), role: given, expiresAt },
        ...(password ? { password } : {}),
        ...(maxUses === null ? {} : { maxUses }),
      },
      { onSuccess: (made) => onDone(made.link) },
    );
  const update = (of: ExternalLink) =>
    change.mutate(
      {
        ...{ resourceId: resource.id, link: of, name: name.trim(), maxUses },
        ...(given === givenOf(of) ? {} : { role: given }),
        ...(day === kept ? {} : { expiresAt }),
        ...(password ? { password } : isOpened ? { password: null } : {}),
      },
      { onSuccess: () => onDone(null) },
    );
  return {
    run: () => (link ? update(link) : make()),
    isPending: create.isPending || change.isPending,
    error: create.error ?? change.error,
  };
}

function Limits({ fields }: { fields: Fields }) {
  const t = useT();
  const dates = useDates();
  const { day, setDay, uses, setUses, tried, badUses, isPast } = fields;
  const end = readDay(day);
  const hint =
    day === ''
      ? t('links.noEnd')
      : end === null
        ? undefined
        : t('links.endsOn', { date: dates.day(endOf(end)) });
  return (
    <div className="two">
      <DateField
        label={t('links.until')}
        hint={hint}
        value={day}
        onChange={setDay}
        error={tried && isPast ? t('links.past') : null}
      />
      <TextField
        label={t('links.uses')}
        inputMode="numeric"
        value={uses}
        onChange={setUses}
        autoComplete="off"
        error={tried && badUses ? t('links.usesBad') : null}
      />
    </div>
  );
}

function Password({ fields, hasPassword }: { fields: Fields; hasPassword: boolean }) {
  const t = useT();
  const { password, setPassword, isOpened, setOpened, tried, isShort } = fields;
  return (
    <>
      {!isOpened && (
        <TextField
          label={t(hasPassword ? 'links.newPassword' : 'links.password')}
          hint={t(hasPassword ? 'links.newPasswordHint' : 'links.passwordHint')}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={tried && isShort ? t('links.passwordShort') : null}
        />
      )}
      {hasPassword && (
        <CheckField isSelected={isOpened} onChange={(on) => (setOpened(on), setPassword(''))}>
          {t('links.removePassword')}
        </CheckField>
      )}
    </>
  );
}

function Right({ resource, mine, fields }: { resource: ResourceView; mine: HeldRight; fields: Fields }) {
  const t = useT();
  const words = useRoleWords(resource.kind);
  return (
    <RoleMenu
      kind={resource.kind}
      value={fields.role}
      options={words.linkOptions(mine)}
      label={t('links.role', { role: words.of(fields.role) })}
      onChoose={fields.setRole}
      isFramed
      isOutside
    />
  );
}
