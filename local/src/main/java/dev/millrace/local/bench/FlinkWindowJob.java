package dev.millrace.local.bench;

import dev.millrace.api.DurationText;
import dev.millrace.api.FieldType;
import dev.millrace.api.StageSpec;
import dev.millrace.kafka.StageSettings;
import dev.millrace.stream.codec.Codecs;
import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.codec.DecodeException;
import dev.millrace.stream.codec.RecordReader;
import dev.millrace.stream.codec.RecordWriter;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The peer: the same windows by Flink's own {@code keyBy.window.reduce} with its Kafka source and
 * sink, reading and writing payloads with the same codec.
 */
final class FlinkWindowJob {
  /**
   * Records that the source of this JVM has read since the count was set back. Static because Flink
   * makes its functions from bytes, so nothing can be handed to them.
   */
  static final AtomicLong READ = new AtomicLong();

  private static final TypeInformation<Tuple3<String, Long, Long>> TYPE =
      Types.TUPLE(Types.STRING, Types.LONG, Types.LONG);

  private FlinkWindowJob() {}

  /** The job that does what the stage of the settings does, with as many checkpoints. */
  static JobGraph build(StageSettings settings) {
    StageSpec stage = settings.spec().stages().get(0);
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        settings.directory().toAbsolutePath().toUri().toString());
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        DurationText.parse(stage.checkpointInterval()));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    environment.getConfig().enableObjectReuse();
    KafkaSource<Tuple3<String, Long, Long>> source =
        KafkaSource.<Tuple3<String, Long, Long>>builder()
            .setBootstrapServers(settings.kafka().bootstrapServers())
            .setTopics(stage.from())
            .setGroupId(settings.identityName())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Decode())
            .build();
    KafkaSink<Tuple3<String, Long, Long>> sink =
        KafkaSink.<Tuple3<String, Long, Long>>builder()
            .setBootstrapServers(settings.kafka().bootstrapServers())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new Encode(stage.to().topic()))
            .build();
    environment
        .fromSource(
            source,
            WatermarkStrategy.<Tuple3<String, Long, Long>>forMonotonousTimestamps(),
            "source")
        .keyBy(reading -> reading.f0, Types.STRING)
        .window(TumblingEventTimeWindows.of(DurationText.parse(Workload.WINDOW)))
        .reduce((a, b) -> Tuple3.of(a.f0, a.f1 + b.f1, a.f2 + b.f2))
        .sinkTo(sink);
    return environment.getStreamGraph().getJobGraph();
  }

  private static final class Decode
      implements KafkaRecordDeserializationSchema<Tuple3<String, Long, Long>> {
    private static final long serialVersionUID = 1L;
    private transient RecordReader reader;
    private transient Row row;

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<String, Long, Long>> out)
        throws IOException {
      if (reader == null) {
        Schema schema = Schema.of(Workload.FIELDS);
        reader = Codecs.reader(ContentFormat.JSON, schema);
        row = new Row(schema);
      }
      row.clear();
      try {
        reader.read(record.value(), row);
      } catch (DecodeException e) {
        throw new IOException(e);
      }
      READ.incrementAndGet();
      out.collect(
          Tuple3.of(
              new String(record.key(), StandardCharsets.UTF_8), 1L, row.getLong(Workload.LEVEL)));
    }

    @Override
    public TypeInformation<Tuple3<String, Long, Long>> getProducedType() {
      return TYPE;
    }
  }

  private static final class Encode
      implements KafkaRecordSerializationSchema<Tuple3<String, Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final String topic;
    private transient RecordWriter writer;
    private transient Row row;

    Encode(String topic) {
      this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Tuple3<String, Long, Long> window, KafkaSinkContext context, Long timestamp) {
      if (writer == null) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        fields.put("readings", FieldType.INT);
        fields.put("total", FieldType.INT);
        Schema schema = Schema.of(fields);
        writer = Codecs.writer(ContentFormat.JSON, schema);
        row = new Row(schema);
      }
      row.setLong(0, window.f1);
      row.setLong(1, window.f2);
      return new ProducerRecord<>(
          topic, null, timestamp, window.f0.getBytes(StandardCharsets.UTF_8), writer.write(row));
    }
  }
}
