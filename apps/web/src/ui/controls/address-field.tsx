import { useT } from '../../i18n/index.js';
import { TextField, type TextFieldProps } from './field.js';

/** Enough to notice a slip of the keyboard: only a message shows whether somebody reads at the address. */
export const isAddress = (text: string): boolean => /^\S+@\S+$/u.test(text.trim());

interface AddressFieldProps extends Pick<TextFieldProps, 'label' | 'hint'> {
  value: string;
  onChange: (address: string) => void;
  /** Somebody tried to go on: an address that is missing is said. */
  tried: boolean;
}

/** The e-mail address of somebody else. */
export function AddressField({ value, tried, ...rest }: AddressFieldProps) {
  const t = useT();
  return (
    <TextField
      {...rest}
      type="email"
      value={value}
      autoComplete="off"
      error={tried && !isAddress(value) ? t('identity.addressNeeded') : null}
    />
  );
}
