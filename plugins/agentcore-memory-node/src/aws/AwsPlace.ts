/** One AWS account in one region. @public */
export interface AwsPlace {
  accountId: string;
  region: string;
}
