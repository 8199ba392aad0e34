import { templatePreviewSchema } from '@maroquin/contracts';
import { type Field, fieldsOf, fillFields, SUPPLIED_TEMPLATES, textOf } from '@maroquin/prose';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { request, useCreateDocument } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, SelectField, Skeleton, TextField } from '../../../ui/index.js';
import { FieldInput } from './field-input.js';
import type { Letterhead, TemplateChoice, TemplateSource } from './template-choices.js';

interface TemplateFormProps {
  choice: TemplateChoice;
  /** Of those one may stand over the text: the first does, until somebody chooses. */
  letterheads: readonly Letterhead[];
  /** Absent: the person's own space. */
  parentId: string | undefined;
}

/** What the chosen template asks for, and how it reads. */
export function TemplateForm({ choice, letterheads, parentId }: TemplateFormProps) {
  const t = useT();
  const form = useId();
  const { create, isPending, error } = useCreateFrom(choice, parentId);
  const [title, setTitle] = useState(choice.name);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const head = headOf(picked, letterheads);
  const preview = usePreview(choice.source, values);
  const submit = (): void => {
    setTried(true);
    if (title.trim() !== '') void create(title.trim(), head, values);
  };
  return (
    <aside className="mq-panel mq-tpl-panel" aria-label={t('template.fields')}>
      <div className="mq-panel-head">
        <h2>{choice.name}</h2>
      </div>
      <div className="mq-tpl-scroll">
        <form
          id={form}
          className="mq-stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {error !== null && <ErrorNote error={error} />}
          <TitleField value={title} onChange={setTitle} isMissing={tried && title.trim() === ''} />
          {letterheads.length > 0 && (
            <HeadField letterheads={letterheads} value={head} onChange={setPicked} />
          )}
          <PreviewedFields
            preview={preview}
            values={values}
            onChange={(label, value) => setValues({ ...values, [label]: value })}
          />
        </form>
        <PreviewedText text={preview.text} />
      </div>
      <Foot form={form} isPending={isPending} />
    </aside>
  );
}

/** Creates the document and opens it. */
function useCreateFrom(choice: TemplateChoice, parentId: string | undefined) {
  const navigate = useNavigate();
  const { mutateAsync, isPending, error } = useCreateDocument();
  const create = async (
    title: string,
    head: string,
    values: Readonly<Record<string, string>>,
  ): Promise<void> => {
    const fields = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
    const made = await mutateAsync({
      ...{ title, from: under(choice.source, head), fields },
      ...(parentId === undefined ? {} : { parentId }),
    }).catch(() => null);
    if (made !== null) await navigate(`/d/${made.id}`);
  };
  return { create, isPending, error };
}

const NO_HEAD = 'none';
/** What was chosen, as long as it is there; letterheads may come while one already writes. */
const headOf = (picked: string | null, letterheads: readonly Letterhead[]): string =>
  picked === NO_HEAD || letterheads.some(({ id }) => id === picked)
    ? (picked ?? NO_HEAD)
    : (letterheads[0]?.id ?? NO_HEAD);
/** What the document begins with, under the letterhead that was chosen. */
const under = (source: TemplateSource, head: string) =>
  'supplied' in source && head !== NO_HEAD ? { ...source, letterheadId: head } : source;

interface HeadFieldProps {
  letterheads: readonly Letterhead[];
  value: string;
  onChange: (head: string) => void;
}
/** Which letterhead stands over the text, and where it is changed. */
function HeadField({ letterheads, value, onChange }: HeadFieldProps) {
  const t = useT();
  const options = [
    ...letterheads.map(({ id, name }) => ({ id, label: name })),
    { id: NO_HEAD, label: t('template.noLetterhead') },
  ];
  return (
    <>
      <SelectField
        label={t('template.letterhead')}
        value={value}
        options={options}
        onChange={(chosen) => chosen !== undefined && onChange(chosen)}
      />
      {value !== NO_HEAD && (
        <p className="mq-small">
          <Link to={`/d/${value}`}>{t('template.openLetterhead')}</Link>
        </p>
      )}
    </>
  );
}

interface TitleFieldProps {
  value: string;
  onChange: (title: string) => void;
  isMissing: boolean;
}
/** It does not take the focus: who chooses by arrows goes on choosing. */
function TitleField({ value, onChange, isMissing }: TitleFieldProps) {
  const t = useT();
  return (
    <TextField
      label={t('template.documentTitle')}
      value={value}
      onChange={onChange}
      autoComplete="off"
      maxLength={200}
      error={isMissing ? t('ui.required') : null}
    />
  );
}

function Foot({ form, isPending }: { form: string; isPending: boolean }) {
  const t = useT();
  return (
    <div className="mq-tpl-foot">
      <Button variant="primary" type="submit" form={form} isPending={isPending}>
        {t('template.create')}
      </Button>
      <p className="mq-small mq-muted">{t('template.later')}</p>
    </div>
  );
}

function PreviewedText({ text }: { text: string }) {
  const t = useT();
  if (text === '') return null;
  return (
    <details className="mq-tpl-text">
      <summary>{t('template.preview')}</summary>
      <div className="text">{text}</div>
    </details>
  );
}

interface FieldsProps {
  preview: Preview;
  values: Readonly<Record<string, string>>;
  onChange: (label: string, value: string) => void;
}
function PreviewedFields({ preview: { fields, error }, values, onChange }: FieldsProps) {
  const t = useT();
  if (error !== null) return <ErrorNote error={error} />;
  if (fields === null) return <Skeleton rows={3} />;
  if (fields.length === 0) return <p className="mq-small mq-sec">{t('template.noFields')}</p>;
  return (
    <>
      <p className="mq-small mq-sec">{t('template.fillNow')}</p>
      {fields.map((field) => (
        <FieldInput
          key={field.label}
          field={field}
          value={values[field.label] ?? ''}
          onChange={(value) => onChange(field.label, value)}
        />
      ))}
    </>
  );
}

interface Preview {
  /** null: on its way. */
  readonly fields: readonly Field[] | null;
  readonly text: string;
  readonly error: Error | null;
}

/** Those of the product are here; the others are asked of the server, which has their text as it is now. */
function usePreview(source: TemplateSource, values: Readonly<Record<string, string>>): Preview {
  const supplied = 'supplied' in source ? SUPPLIED_TEMPLATES[source.supplied] : null;
  const documentId = 'documentId' in source ? source.documentId : null;
  const { data, error } = useQuery({
    queryKey: ['template-preview', documentId],
    queryFn: ({ signal }) =>
      request('GET', `/documents/${documentId ?? ''}/template`, { schema: templatePreviewSchema, signal }),
    enabled: documentId !== null,
    staleTime: 0,
  });
  return useMemo(() => {
    if (supplied === null) return { fields: data?.fields ?? null, text: data?.text ?? '', error };
    return { fields: fieldsOf(supplied), text: textOf(fillFields(supplied, values)), error: null };
  }, [supplied, values, data, error]);
}
