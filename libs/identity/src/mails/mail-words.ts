import type { AccountNotice } from '@maroquin/contracts';

/**
 * French first, then English. Subjects and texts name nobody and quote nothing that anybody wrote: an invitation must not
 * carry words of whoever invites into somebody's mailbox.
 */
interface Words {
  readonly subject: string;
  readonly text: string;
}

const instant = (locale: 'fr-FR' | 'en-GB', at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);

const both = (fr: string, en: string): string => `${fr}\n\n— English —\n\n${en}\n`;

interface LinkMail {
  readonly link: string;
  readonly expiresAt: Date;
  readonly timeZone: string;
  /** Nobody has signed in to the account yet. */
  readonly isFirst: boolean;
}

export function linkMail({ link, expiresAt, timeZone, isFirst }: LinkMail): Words {
  const [fr, en] = [instant('fr-FR', expiresAt, timeZone), instant('en-GB', expiresAt, timeZone)];
  const { origin } = new URL(link);
  return {
    subject: isFirst ? 'Votre invitation / Your invitation' : 'Votre lien de connexion / Your sign-in link',
    text: both(
      `Bonjour,\n\n${isFirst ? `Un compte vous attend sur ${origin}.` : `Voici votre lien de connexion à ${origin}.`} Ce lien ouvre votre session, une seule fois, jusqu’au ${fr} :\n\n${link}\n\nNe le transmettez à personne. Si vous n’attendiez rien, ne l’ouvrez pas : rien ne se passera.`,
      `Hello,\n\n${isFirst ? `An account waits for you at ${origin}.` : `Here is your sign-in link for ${origin}.`} The link above opens your session, once, until ${en}.\n\nDo not pass it on. If you expected nothing, do not open it: nothing will happen.`,
    ),
  };
}

export function administratorLinkMail({ link, expiresAt, timeZone }: Omit<LinkMail, 'isFirst'>): Words {
  const [fr, en] = [instant('fr-FR', expiresAt, timeZone), instant('en-GB', expiresAt, timeZone)];
  return {
    subject: 'Votre compte d’administration / Your administration account',
    text: both(
      `Bonjour,\n\nCe lien donne à votre compte d’administration ses moyens de connexion, une seule fois, jusqu’au ${fr} :\n\n${link}\n\nNe le transmettez à personne. Si vous n’attendiez rien, prévenez un autre administrateur.`,
      `Hello,\n\nThe link above gives your administration account its ways in, once, until ${en}.\n\nDo not pass it on. If you expected nothing, tell another administrator.`,
    ),
  };
}

const NOTICES: Readonly<Record<AccountNotice['kind'], readonly [string, string]>> = {
  'link-shown': [
    'Un lien qui ouvre votre compte a été remis à l’un de vos administrateurs, avec l’accord d’une autre personne.',
    'A link that opens your account was handed to one of your administrators, with somebody else’s agreement.',
  ],
  'handed-over': [
    'Votre compte est fermé ; ce que vous étiez seul à gérer a été remis à quelqu’un de votre organisation.',
    'Your account is closed; what you alone managed was handed over to somebody of your organisation.',
  ],
  'identity-merged': [
    'Votre compte s’ouvre désormais aussi par un fournisseur d’identité, comme l’a confirmé votre administration.',
    'Your account can now be opened through an identity provider as well, as your administration confirmed.',
  ],
  'address-changed': [
    'L’adresse de votre compte a été changée par l’annuaire de votre organisation. Ce message est le dernier envoyé à celle-ci.',
    'Your organisation’s directory changed the address of your account. This is the last message sent to this one.',
  ],
  'organisation-ends': [
    'Le préavis de fin de votre organisation a été donné, à deux : dans 21 jours elle se ferme pour de bon, et ce qu’elle contient est supprimé. Jusque-là tout fonctionne, chacun peut emporter ce qui lui revient, et vous pouvez reprendre ce préavis, page « Fin de l’organisation ».',
    'Two people gave notice that your organisation ends: in 21 days it closes for good, and what it holds is deleted. Until then everything works, everybody can take along what is theirs, and you can take the notice back, on the page “End of the organisation”.',
  ],
  'organisation-ends-in-a-week': [
    'Dans une semaine au plus votre organisation se ferme pour de bon, et ce qu’elle contient est supprimé. Chacun peut encore emporter ce qui lui revient, et vous pouvez reprendre le préavis, page « Fin de l’organisation ».',
    'In a week at most your organisation closes for good, and what it holds is deleted. Everybody can still take along what is theirs, and you can take the notice back, on the page “End of the organisation”.',
  ],
  'organisation-ends-tomorrow': [
    'Dans un jour au plus votre organisation se ferme pour de bon, et ce qu’elle contient est supprimé. C’est le dernier moment pour emporter ce qui vous revient, ou pour reprendre le préavis, page « Fin de l’organisation ».',
    'In a day at most your organisation closes for good, and what it holds is deleted. This is the last moment to take along what is yours, or to take the notice back, on the page “End of the organisation”.',
  ],
  'organisation-stays': [
    'Le préavis de fin de votre organisation a été repris : elle reste.',
    'The notice that your organisation ends was taken back: it stays.',
  ],
};

export function noticeMail(kind: AccountNotice['kind'], publicUrl: string): Words {
  const [fr, en] = NOTICES[kind];
  return {
    subject: kind.startsWith('organisation-')
      ? 'À propos de votre organisation / About your organisation'
      : 'À propos de votre compte / About your account',
    text: both(
      `Bonjour,\n\n${fr}\n\n${publicUrl}\n\nSi cela vous étonne, demandez à votre administration.`,
      `Hello,\n\n${en}\n\nIf this surprises you, ask your administration.`,
    ),
  };
}
