namespace ResilienceSample;

internal sealed class PaymentClient(HttpClient http)
{
    public async ValueTask<Receipt> PayAsync(CancellationToken ct) =>
        new(await http.GetStringAsync(new Uri("pay", UriKind.Relative), ct));

    public async ValueTask<Receipt> PayReplicaAsync(CancellationToken ct) =>
        new(await http.GetStringAsync(new Uri("replica/pay", UriKind.Relative), ct));
}
