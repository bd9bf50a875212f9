import type { Command } from './command.ts';

/** What a command is done to, in words for the audit log. */
export function objectOf(command: Command): string {
  switch (command.do) {
    case 'beginPush':
      return command.input.library;
    case 'applyChunk':
      return `${command.push}/${command.seq}`;
    case 'commitPush':
    case 'finishPush':
    case 'abandonPush':
    case 'keepQuality':
      return command.push;
    case 'reportAvailability':
      return command.library;
    case 'decideReview':
      return `${command.a.library} ${command.a.localId} ${command.verdict} ${command.b.library} ${command.b.localId}`;
    case 'pinField':
      return `${command.edition} ${command.field}`;
    case 'rebuildCatalogue':
      return 'catalogue';
    case 'layDocument':
      return `${command.loan} ${command.file.sha256}`;
    case 'fetchedDocument':
      return `document ${command.id}`;
    case 'sweepLoans':
    case 'receiveLoanMessage':
      return 'loans';
    case 'settleLoanMessage':
      return `message ${command.id} ${command.outcome.kind}`;
    case 'resolveLoanMessage':
      return `message ${command.id} ${command.choice}`;
    case 'putPartner':
      return `${command.partner.symbol}${command.partner.allowPrivate ? ' allow-private' : ''}`;
    case 'putLoanRule':
      return `${command.rule.kind} ${command.rule.library ?? ''}`.trim();
    case 'requestLoan':
      return command.input.requester;
    case 'actOnLoan':
      return `${command.input.loan} ${command.input.action}`;
    case 'startRotation':
      return `${command.input.owner} ${command.input.name}`;
    case 'passRotation':
      return `${command.input.loan} ${command.input.at}`;
    case 'actOnTote':
      return `${command.input.tote} ${command.input.action} ${command.input.at}`;
    case 'putLibraries':
      return command.libraries.map((library) => library.code).join(' ');
    case 'createKey':
      return `${command.key.role} ${command.key.library ?? ''} ${command.key.name}`;
    case 'revokeKey':
      return command.id;
    case 'noteKeyUse':
      return `${command.ids.length} keys ${command.day}`;
    case 'putSource':
      return `${command.source.name}${command.source.allowPrivate ? ' allow-private' : ''}`;
    case 'removeSource':
    case 'claimSource':
    case 'noteSource':
    case 'finishSource':
      return command.name;
  }
}
