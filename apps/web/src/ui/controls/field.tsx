import { CircleAlert, Eye, EyeOff } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components';
import { useT } from '../../i18n/index.js';
import { IconButton } from './button.js';
import { Icon } from '../signs/icon.js';

export interface TextFieldProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  label: string;
  hint?: ReactNode;
  /** The error of this field; linked to it and announced. */
  error?: string | null;
  placeholder?: string;
  /** Several lines. */
  rows?: number;
  inputRef?: Ref<HTMLInputElement>;
  /** A button at the end of the line. */
  after?: ReactNode;
}

export function TextField({
  label,
  hint,
  error,
  placeholder,
  rows,
  inputRef,
  after,
  type,
  ...rest
}: TextFieldProps) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  return (
    <AriaTextField
      {...rest}
      type={secret && shown ? 'text' : type}
      isInvalid={rest.isInvalid ?? Boolean(error)}
      validationBehavior="aria"
      className="mq-field"
    >
      <Label className="mq-lbl">{label}</Label>
      {rows ? (
        <AriaTextArea className="mq-in" rows={rows} placeholder={placeholder} />
      ) : (
        <span className={secret || after !== undefined ? 'mq-in-wrap' : 'mq-in-plain'}>
          <Input className="mq-in" placeholder={placeholder} ref={inputRef} />
          {secret && (
            <IconButton
              icon={shown ? EyeOff : Eye}
              label={shown ? t('ui.hidePassword') : t('ui.showPassword')}
              onPress={() => setShown(!shown)}
            />
          )}
          {after}
        </span>
      )}
      {hint && (
        <Text slot="description" className="mq-hint">
          {hint}
        </Text>
      )}
      <FieldError className="mq-err">
        <Icon of={CircleAlert} size="s" />
        <span>{error}</span>
      </FieldError>
    </AriaTextField>
  );
}

interface NameFieldProps extends Pick<TextFieldProps, 'label' | 'hint'> {
  value: string;
  onChange: (name: string) => void;
  /** Somebody tried to go on: a name that is missing is said. */
  tried: boolean;
}

/** The first field of a form: what the new thing, or person, is called. */
export function NameField({ value, tried, ...rest }: NameFieldProps) {
  const t = useT();
  return (
    <TextField
      {...rest}
      value={value}
      autoFocus
      autoComplete="off"
      maxLength={200}
      error={tried && !value.trim() ? t('ui.required') : null}
    />
  );
}
