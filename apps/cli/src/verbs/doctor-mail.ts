import { loadConfig } from '@maroquin/platform/config';
import { StartupError } from '@maroquin/platform/errors';
import { probeRelay, type RelayCard, type RelayTrouble } from '@maroquin/platform/mail';
import { answer, say } from '../common/output.js';

/**
 * `maroquin doctor mail`: speaks to the relay as a job does, and says what is wrong and what to do; exit 1 when something
 * is. `to`: sends a message there.
 */
export async function doctorMail(json: boolean, to: string | null): Promise<void> {
  const { mail } = loadConfig(process.env);
  if (mail === null)
    throw new StartupError(
      'Aucun relais de courriel n’est configuré. Donnez SMTP_URL (.env.example).',
      'No mail relay is configured. Give SMTP_URL (.env.example).',
    );
  const card = await probeRelay(mail, {
    to,
    subject: say('Essai de Maroquin', 'A test of Maroquin'),
    text: say(
      'Ce message prouve que le relais prend le courriel.',
      'This message proves that the relay takes mail.',
    ),
  });
  answer(json, card, [lineOf(card)]);
  if (!card.ok) process.exitCode = 1;
}

const remedies: Readonly<Record<RelayTrouble, readonly [fr: string, en: string]>> = {
  unreachable: [
    'ne répond pas. Vérifiez la machine et le port de SMTP_URL, et que le pare-feu laisse passer.',
    'does not answer. Check the host and port of SMTP_URL, and that the firewall lets it pass.',
  ],
  'no-starttls': [
    'ne propose pas STARTTLS : tout se dirait en clair, donc rien ne lui est dit. Activez TLS sur le relais, ou donnez smtps:// avec son port.',
    'does not offer STARTTLS: everything would be said in clear, so nothing is said. Enable TLS on the relay, or give smtps:// with its port.',
  ],
  certificate: [
    'montre un certificat dont personne de connu ne répond, ou celui d’une autre machine. Donnez son autorité par SMTP_CA_FILE, ou le nom que porte le certificat dans SMTP_URL.',
    'shows a certificate that nobody known vouches for, or that of another machine. Give its authority by SMTP_CA_FILE, or the name in the certificate in SMTP_URL.',
  ],
  login: [
    'refuse l’utilisateur ou le secret. Vérifiez-les dans SMTP_URL ; les signes « @ », « : » et « / » s’y écrivent %40, %3A et %2F.',
    'refuses the user or the secret. Check them in SMTP_URL; "@", ":" and "/" are written %40, %3A and %2F there.',
  ],
  refused: [
    'refuse l’expéditeur, le destinataire ou le message. Vérifiez que MAIL_FROM est une adresse pour laquelle il envoie.',
    'refuses the sender, the recipient or the message. Check that MAIL_FROM is an address that it sends for.',
  ],
};
const spoken: Readonly<Record<RelayCard['tls'], readonly [fr: string, en: string]>> = {
  tls: ['par TLS', 'by TLS'],
  starttls: ['par TLS, après STARTTLS', 'by TLS, after STARTTLS'],
  none: ['en clair, sur cette machine', 'in clear, on this machine'],
};

function lineOf({ host, port, tls, trouble, said, sent }: RelayCard): string {
  const place = `${host}:${String(port)}`;
  if (trouble === null) {
    const by = say(...spoken[tls]);
    return sent
      ? say(
          `Le relais ${place} a pris le message d’essai, ${by}.`,
          `The relay ${place} took the test message, ${by}.`,
        )
      : say(
          `Le relais ${place} répond et prend le courriel, ${by}. Avec --to ADRESSE, un message d’essai part.`,
          `The relay ${place} answers and takes mail, ${by}. With --to ADDRESS a test message is sent.`,
        );
  }
  const why = said === null ? '' : ` (${said})`;
  return say(
    `Le relais ${place} ${remedies[trouble][0]}${why}`,
    `The relay ${place} ${remedies[trouble][1]}${why}`,
  );
}
