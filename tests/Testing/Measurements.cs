using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PrivacyPlatform.Testing;

/// <summary>What a meter of this process measures, from now on; other tests of the process are measured too.</summary>
public sealed class Measurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string? Tag)> measured = new();

    public Measurements(string meter)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Of all that was measured.</summary>
    public double Sum(string instrument) => Of(instrument).Sum(one => one.Value);

    /// <summary>How often it was measured.</summary>
    public int Count(string instrument) => Of(instrument).Count();

    /// <summary>The first tag of each measurement.</summary>
    public IReadOnlyList<string?> Tags(string instrument) => [.. Of(instrument).Select(one => one.Tag)];

    /// <summary>Asks an observable instrument now; of several with its name the highest.</summary>
    public double Observe(string instrument)
    {
        var before = Count(instrument);
        listener.RecordObservableInstruments();
        return Of(instrument).Skip(before).Select(one => one.Value).DefaultIfEmpty().Max();
    }

    public void Dispose() => listener.Dispose();

    private IEnumerable<(string Instrument, double Value, string? Tag)> Of(string instrument) => measured.Where(one => one.Instrument == instrument);

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured.Enqueue((instrument.Name, value, tags.Length > 0 ? tags[0].Value?.ToString() : null));
}
