package enum InternalRate { case rate(Double); case noFlows; case noSignChange; case noRoot; case several([Double]) }
package func internalRate(amounts: [Double], times: [Double]) -> InternalRate { .noFlows }
