import type { Resolvers } from '../generated/graphql.ts';
import { allianceResolvers } from './alliance.ts';
import { baseResolvers } from './base.ts';
import { catalogueResolvers } from './catalogue.ts';
import { contributingResolvers } from './contributing.ts';
import { courierResolvers } from './couriers.ts';
import { holdingResolvers } from './holdings.ts';
import { lendingFigureResolvers } from './lending-figures.ts';
import { letterResolvers } from './letters.ts';
import { libraryResolvers } from './libraries.ts';
import { liveResolvers } from './live.ts';
import { loanDocumentResolvers } from './loan-documents.ts';
import { loanResolvers } from './loans.ts';
import { reviewResolvers } from './review.ts';
import { rotationResolvers } from './rotations.ts';
import { searchResolvers } from './search.ts';
import { sourceRecordResolvers } from './source-records.ts';
import { subscriptionResolvers } from './subscriptions.ts';

/** Every domain's resolvers, one line each; two of them never speak of the same field. */
export const RESOLVERS: readonly Resolvers[] = [
  baseResolvers,
  libraryResolvers,
  catalogueResolvers,
  holdingResolvers,
  sourceRecordResolvers,
  searchResolvers,
  liveResolvers,
  contributingResolvers,
  reviewResolvers,
  loanResolvers,
  loanDocumentResolvers,
  letterResolvers,
  courierResolvers,
  rotationResolvers,
  lendingFigureResolvers,
  allianceResolvers,
  subscriptionResolvers,
];
