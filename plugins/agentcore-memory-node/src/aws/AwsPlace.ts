/** One AWS account in one region. @public */
export interface AwsPlace {
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** AWS region, such as `eu-central-1`. */
  region: string;
}
