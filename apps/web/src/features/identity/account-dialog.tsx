import { useState, type FormEvent } from 'react';
import { Form, Label, Radio, RadioGroup } from 'react-aria-components';
import {
  applyTheme,
  Button,
  Dialog,
  ErrorNote,
  storedTheme,
  TextField,
  type Theme,
  toast,
} from '../../ui/index.js';
import { useMe } from '../../api/index.js';
import { type Locale, locales, useT } from '../../i18n/index.js';
import { useSaveLocale, useUpdateMe } from './session-api.js';

export function AccountDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('identity.account')} subtitle={me.person.email}>
      <NameForm />
      <LanguageChoice />
      <ThemeChoice />
    </Dialog>
  );
}

function NameForm() {
  const t = useT();
  const me = useMe();
  const [name, setName] = useState(me.person.name);
  const update = useUpdateMe();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ name: name.trim() }, { onSuccess: () => toast({ text: t('identity.saved') }) });
  };
  const isSame = name.trim() === me.person.name || name.trim() === '';
  return (
    <Form onSubmit={submit} className="mq-stack">
      {update.error && <ErrorNote error={update.error} />}
      <div className="mq-field-row">
        <TextField
          label={t('identity.name')}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={200}
        />
        <Button type="submit" isDisabled={isSame} isPending={update.isPending}>
          {t('identity.save')}
        </Button>
      </div>
    </Form>
  );
}

const languageNames = { fr: 'identity.french', en: 'identity.english' } as const;

function LanguageChoice() {
  const t = useT();
  const save = useSaveLocale();
  return (
    <Choice
      label={t('identity.language')}
      value={t.locale}
      options={locales.map((locale) => ({ id: locale, label: t(languageNames[locale]), lang: locale }))}
      onChange={(locale) => save(locale as Locale)}
    />
  );
}

function ThemeChoice() {
  const t = useT();
  const [theme, setTheme] = useState(storedTheme);
  const choose = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <Choice
      label={t('identity.theme')}
      value={theme}
      options={[
        { id: 'system', label: t('identity.themeSystem') },
        { id: 'light', label: t('identity.themeLight') },
        { id: 'dark', label: t('identity.themeDark') },
      ]}
      onChange={(next) => choose(next as Theme)}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { id: string; label: string; lang?: string }[];
  onChange: (id: string) => void;
}
function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <RadioGroup className="mq-field" value={value} onChange={onChange} orientation="horizontal">
      <Label className="mq-lbl">{label}</Label>
      <div className="mq-row">
        <div className="mq-seg">
          {options.map((option) => (
            <Radio key={option.id} value={option.id} className="mq-radio">
              <span lang={option.lang}>{option.label}</span>
            </Radio>
          ))}
        </div>
      </div>
    </RadioGroup>
  );
}
